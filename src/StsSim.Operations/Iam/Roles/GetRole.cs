using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>A role with everything that is known of it, its sessions' last request included.</summary>
public sealed class GetRole(IamServices services, TrustPrincipals principals, AccessKeyUsage usage) : IamOperation("GetRole", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindRole(name, out AwsError? refusal) is not { } role)
        {
            return refusal!;
        }

        string trustPolicy = await principals.ShowAsync(call, role);
        AccessKeyUse? use = await usage.FindAsync(call.Account.Id, role.RoleId);
        return IamOutcome.Answered(result =>
        {
            result.BeginStructure("Role"u8);
            RoleShape.WriteMembers(result, call, role, trustPolicy, RoleMembers.All);
            RoleLastUsedShape.Write(result, call, use);
            result.EndStructure("Role"u8);
        });
    }
}
