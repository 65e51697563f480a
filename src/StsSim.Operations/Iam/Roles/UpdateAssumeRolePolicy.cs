using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Gives a role another trust policy.</summary>
public sealed class UpdateAssumeRolePolicy(IamServices services, TrustPrincipals principals) : IamOperation("UpdateAssumeRolePolicy", services)
{
    public override bool HasResult => false;

    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        string trustPolicy = call.RequiredText("PolicyDocument", ParameterRule.PolicyDocument);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindRole(name, out AwsError? refusal) is not { } role)
        {
            return refusal!;
        }

        if (TrustPolicyRules.Check(trustPolicy, call.Limits) is { } fault)
        {
            return fault;
        }

        (AwsError? unknown, SavedTrust? trust) = await principals.SaveAsync(call, trustPolicy, role);
        return unknown is not null ? unknown : IamOutcome.Changed(AccountChange.Put(trust!.Of(role)));
    }
}
