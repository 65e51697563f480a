using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>The roles whose path begins as asked, by name, without boundary, tags and last use.</summary>
public sealed class ListRoles(IamServices services, TrustPrincipals principals) : IamOperation("ListRoles", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string prefix = call.Text("PathPrefix", ParameterRule.PathPrefix) ?? "/";
        IamPage<RoleDefinition> page = call.Page(
            call.Account.Roles.Where(role => role.Path.StartsWith(prefix, StringComparison.Ordinal)), role => role.Name);
        AwsError? refusal = call.Malformed ?? call.Authorize(Arn.Role(call.Partition, call.AccountId, prefix, ""));
        if (refusal is not null)
        {
            return refusal;
        }

        var trustPolicies = new Dictionary<RoleDefinition, string>(ReferenceEqualityComparer.Instance);
        foreach (RoleDefinition role in page.Items)
        {
            trustPolicies[role] = await principals.ShowAsync(call, role);
        }

        return IamOutcome.Answered(result => page.Write(result, "Roles"u8, (item, role) =>
            RoleShape.WriteMembers(item, call, role, trustPolicies[role], RoleMembers.Description | RoleMembers.MaxSessionDuration)));
    }
}
