using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Changes a role's description, and shows the role.</summary>
public sealed class UpdateRoleDescription(IamServices services, TrustPrincipals principals) : IamOperation("UpdateRoleDescription", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        string description = call.RequiredText("Description", ParameterRule.RoleDescription);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindRole(name, out AwsError? refusal) is not { } role)
        {
            return refusal!;
        }

        RoleDefinition described = role with { Description = description };
        string trustPolicy = await principals.ShowAsync(call, role);
        return IamOutcome.Changed(
            AccountChange.Put(described),
            result => RoleShape.Write(result, call, described, trustPolicy, RoleMembers.Description | RoleMembers.BoundaryAndTags));
    }
}
