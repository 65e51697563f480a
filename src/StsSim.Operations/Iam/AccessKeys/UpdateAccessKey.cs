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

        return owner.FindKey(id) is null
            ? IamErrors.NoSuchAccessKey(id)
            : IamOutcome.Changed(owner.With([.. owner.Keys.Select(key => key.AccessKeyId == id ? key with { Active = status == "Active" } : key)]));
    }
}
