using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Deletes a role that has no policies left. Its sessions end with it.</summary>
public sealed class DeleteRole(IamServices services) : IamOperation("DeleteRole", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindRole(name, out AwsError? refusal) switch
        {
            null => refusal!,
            { ManagedPolicyArns.Count: > 0 } => IamErrors.MustDetachPolicies,
            { Policies.Count: > 0 } => IamErrors.MustDeletePolicies,
            { } role => IamOutcome.Changed(AccountChange.RemoveRole(role.Name)),
        };
    }
}
