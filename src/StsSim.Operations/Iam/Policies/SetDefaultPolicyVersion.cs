using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Puts a version of a managed policy in force, for all that the policy is attached to.</summary>
public sealed class SetDefaultPolicyVersion(IamServices services) : IamOperation("SetDefaultPolicyVersion", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        string versionId = call.RequiredText("VersionId", ParameterRule.PolicyVersionId);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (ManagedPolicy.FindOwn(call, arn, out AwsError? refusal) is not { } policy)
        {
            return refusal!;
        }

        return policy.Versions.FirstOrDefault(held => ManagedPolicy.VersionIdOf(held.Number) == versionId) is { } version
            ? IamOutcome.Changed(AccountChange.Put(policy with { DefaultVersion = version.Number }))
            : IamErrors.NoSuchPolicyVersion(arn, versionId);
    }
}
