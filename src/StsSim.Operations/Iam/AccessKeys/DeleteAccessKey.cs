using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AccessKeys;

/// <summary>Deletes an access key.</summary>
public sealed class DeleteAccessKey(IamServices services) : IamOperation("DeleteAccessKey", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string? userName = call.Text("UserName", ParameterRule.UserName);
        string id = call.RequiredText("AccessKeyId", ParameterRule.AccessKeyId);
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
            : IamOutcome.Changed(owner.With([.. owner.Keys.Where(key => key.AccessKeyId != id)]));
    }
}
