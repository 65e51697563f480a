using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>
/// Creates a role that may do nothing yet, and whom its trust policy names may assume. Names are unique in the account
/// whatever their case.
/// </summary>
public sealed class CreateRole(IamServices services, TrustPrincipals principals) : IamOperation("CreateRole", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string path = call.Text("Path", ParameterRule.Path) ?? "/";
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        string trustPolicy = call.RequiredText("AssumeRolePolicyDocument", ParameterRule.PolicyDocument);
        string? description = call.Text("Description", ParameterRule.RoleDescription);
        int? maxSessionDuration = call.Number("MaxSessionDuration", IamLimits.ShortestMaxSessionDuration, IamLimits.LongestMaxSessionDuration);
        string? boundary = call.Text("PermissionsBoundary", ParameterRule.Arn);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.Tags();
        AwsError? refusal = call.Malformed
            ?? call.Authorize(
                Arn.Role(call.Partition, call.AccountId, path, name),
                new RequestTerms { Tags = tags, PermissionsBoundary = boundary })
            ?? IamTags.Check(tags);
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Account.FindRoleByName(name) is not null)
        {
            return IamErrors.EntityAlreadyExists($"Role with name {name} already exists.");
        }

        if (boundary is not null && !call.HasPolicy(boundary))
        {
            return IamErrors.NoSuchBoundary(boundary);
        }

        if (call.Account.RoleCount >= IamLimits.Roles)
        {
            return IamErrors.QuotaExceeded("RolesPerAccount", IamLimits.Roles);
        }

        if (TrustPolicyRules.Check(trustPolicy, call.Limits) is { } fault)
        {
            return fault;
        }

        (AwsError? unknown, SavedTrust? trust) = await principals.SaveAsync(call, trustPolicy, role: null);
        if (unknown is not null)
        {
            return unknown;
        }

        var role = new RoleDefinition
        {
            Name = name,
            Path = path,
            RoleId = UniqueId.Create(UniqueId.Role),
            TrustPolicy = trust!.Policy,
            TrustedAccounts = trust.Accounts,
            Description = description,
            MaxSessionDuration = maxSessionDuration ?? IamLimits.ShortestMaxSessionDuration,
            PermissionsBoundary = boundary,
            Tags = IamTags.Of(tags),
            CreatedAt = call.Now,
        };
        string shown = await principals.ShowAsync(call, role);
        return IamOutcome.Changed(
            AccountChange.Put(role), result => RoleShape.Write(result, call, role, shown, RoleMembers.BoundaryAndTags));
    }
}
