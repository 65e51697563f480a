using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>Deletes a group that has no members and no policies.</summary>
public sealed class DeleteGroup(IamServices services) : IamOperation("DeleteGroup", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("GroupName", ParameterRule.GroupName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindGroup(name, out AwsError? refusal) switch
        {
            null => refusal!,
            { } group when GroupMembers.Of(call.Account, group.Name).Any() => IamErrors.MustRemoveUsersFromGroup,
            { ManagedPolicyArns.Count: > 0 } => IamErrors.MustDetachPolicies,
            { Policies.Count: > 0 } => IamErrors.MustDeletePolicies,
            { } group => IamOutcome.Changed(AccountChange.RemoveGroup(group.Name)),
        };
    }
}
