using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Adds a version to a managed policy, in force only if it is to be.</summary>
public sealed class CreatePolicyVersion(IamServices services) : IamOperation("CreatePolicyVersion", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        string document = call.RequiredText("PolicyDocument", ParameterRule.PolicyDocument);
        bool isDefault = call.Flag("SetAsDefault") ?? false;
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (ManagedPolicy.FindOwn(call, arn, out AwsError? refusal) is not { } policy)
        {
            return refusal!;
        }

        if (PolicyVersions.Check(document, call.Limits) is { } fault)
        {
            return fault;
        }

        if (policy.Versions.Count >= IamLimits.PolicyVersions)
        {
            return IamErrors.TooManyPolicyVersions;
        }

        var version = new PolicyVersionDefinition(policy.NextVersion, document, call.Now);
        ManagedPolicyDefinition changed = policy with
        {
            Versions = [.. policy.Versions, version],
            DefaultVersion = isDefault ? version.Number : policy.DefaultVersion,
            NextVersion = policy.NextVersion + 1,
            UpdatedAt = call.Now,
        };
        return IamOutcome.Changed(AccountChange.Put(changed), result =>
        {
            result.BeginStructure("PolicyVersion"u8);
            PolicyVersions.WriteMembers(result, ManagedPolicy.Of(call, changed).Versions[0]);
            result.EndStructure("PolicyVersion"u8);
        });
    }
}
