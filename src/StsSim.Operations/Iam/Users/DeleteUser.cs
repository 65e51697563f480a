using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Users;

/// <summary>Deletes a user that has nothing left: no keys, policies, groups or MFA devices.</summary>
public sealed class DeleteUser(IamServices services) : IamOperation("DeleteUser", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.UserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindUser(name, out AwsError? refusal) switch
        {
            null => refusal!,
            { AccessKeys.Count: > 0 } => IamErrors.MustDeleteAccessKeys,
            { MfaDevices.Count: > 0 } => IamErrors.MustDeactivateMfaDevice,
            { ManagedPolicyArns.Count: > 0 } => IamErrors.MustDetachPolicies,
            { Policies.Count: > 0 } => IamErrors.MustDeletePolicies,
            { Groups.Count: > 0 } => IamErrors.MustRemoveUsersFromGroup,
            { } user => IamOutcome.Changed(AccountChange.RemoveUser(user.Name)),
        };
    }
}
