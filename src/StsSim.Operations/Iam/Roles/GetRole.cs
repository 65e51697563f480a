using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Roles;

/// <summary>A role with everything that is known of it, its sessions' last request included.</summary>
public sealed class GetRole(IamServices services, TrustPrincipals principals, AccessKeyUsage usage) : IamOperation("GetRole", services)
{
    // IAM API Reference, RoleLastUsed.
    private static readonly TimeSpan Tracked = TimeSpan.FromDays(400);

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
            WriteLastUse(result, use?.At > call.Now - Tracked ? use : null);
            result.EndStructure("Role"u8);
        });
    }

    private static void WriteLastUse(ResultWriter result, AccessKeyUse? use)
    {
        result.BeginStructure("RoleLastUsed"u8);
        if (use is not null)
        {
            result.Member("LastUsedDate"u8, use.At);
            result.Member("Region"u8, use.Region);
        }

        result.EndStructure("RoleLastUsed"u8);
    }
}
