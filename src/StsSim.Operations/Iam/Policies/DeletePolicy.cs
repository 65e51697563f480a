using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Deletes a policy that is attached to nothing, bounds nothing and has no version beside the default one.</summary>
public sealed class DeletePolicy(IamServices services) : IamOperation("DeletePolicy", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return ManagedPolicy.FindOwn(call, arn, out AwsError? refusal) switch
        {
            null => refusal!,
            { } when PolicyUsage.Of(call.Account, arn).IsUsed => IamErrors.PolicyIsAttached,
            { Versions.Count: > 1 } => IamErrors.PolicyHasVersions,
            { } => IamOutcome.Changed(AccountChange.RemovePolicy(arn)),
        };
    }
}
