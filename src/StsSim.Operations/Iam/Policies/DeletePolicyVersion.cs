using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Deletes a version of a managed policy that is not in force. Its number is not used again.</summary>
public sealed class DeletePolicyVersion(IamServices services) : IamOperation("DeletePolicyVersion", services)
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

        PolicyVersionDefinition? version = policy.Versions.FirstOrDefault(held => ManagedPolicy.VersionIdOf(held.Number) == versionId);
        return version switch
        {
            null => IamErrors.NoSuchPolicyVersion(arn, versionId),
            { } when version.Number == policy.DefaultVersion => IamErrors.DefaultPolicyVersion,
            { } => IamOutcome.Changed(AccountChange.Put(policy with { Versions = [.. policy.Versions.Where(held => held != version)] })),
        };
    }
}
