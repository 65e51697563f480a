using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Creates a managed policy, whose document is its version <c>v1</c>. Names are unique in the account whatever their case and path.</summary>
public sealed class CreatePolicy(IamServices services) : IamOperation("CreatePolicy", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("PolicyName", ParameterRule.PolicyName);
        string path = call.Text("Path", ParameterRule.PolicyPath) ?? "/";
        string document = call.RequiredText("PolicyDocument", ParameterRule.PolicyDocument);
        string? description = call.Text("Description", ParameterRule.PolicyDescription);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.Tags();
        string arn = Arn.Policy(call.Partition, call.AccountId, path, name);
        AwsError? refusal = call.Malformed
            ?? call.Authorize(arn, new RequestTerms { Tags = tags }, $"policy {name}")
            ?? IamTags.Check(tags)
            ?? PolicyVersions.Check(document, call.Limits);
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Account.Policies.Values.Any(policy => policy.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            return IamErrors.PolicyExists(name);
        }

        if (call.Account.Policies.Count >= IamLimits.Policies)
        {
            return IamErrors.QuotaExceeded("PoliciesPerAccount", IamLimits.Policies);
        }

        var policy = new ManagedPolicyDefinition
        {
            Name = name,
            Path = path,
            Arn = arn,
            PolicyId = UniqueId.Create(UniqueId.Policy),
            Versions = [new PolicyVersionDefinition(1, document, call.Now)],
            Description = description,
            Tags = IamTags.Of(tags),
            CreatedAt = call.Now,
            UpdatedAt = call.Now,
        };
        return IamOutcome.Changed(AccountChange.Put(policy), result =>
        {
            result.BeginStructure("Policy"u8);
            PolicyShape.WriteMembers(result, ManagedPolicy.Of(call, policy), default);
            IamTags.Write(result, policy.Tags);
            result.EndStructure("Policy"u8);
        });
    }
}
