using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AccessKeys;

/// <summary>Switches an access key off, or on again.</summary>
public sealed class UpdateAccessKey(IamServices services) : IamOperation("UpdateAccessKey", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string? userName = call.Text("UserName", ParameterRule.UserName);
        string id = call.RequiredText("AccessKeyId", ParameterRule.AccessKeyId);
        string status = call.RequiredChoice("Status", "Active", "Inactive", "Expired");
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (AccessKeyOwner.Find(call, userName, out AwsError? refusal) is not { } owner)
        {
            return refusal!;
        }

        if (owner.FindKey(id) is null)
        {
            return IamErrors.NoSuchAccessKey(id);
        }

        // The service model has one set of words for what a key may be and what it may be made.
        return status == "Expired"
            ? IamErrors.InvalidInput("The status of an access key can be set to Active or Inactive only.")
            : IamOutcome.Changed(owner.With([.. owner.Keys.Select(key => key.AccessKeyId == id ? key with { Active = status == "Active" } : key)]));
    }
}
