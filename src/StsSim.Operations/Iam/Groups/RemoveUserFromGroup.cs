using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>Takes a user out of a group.</summary>
public sealed class RemoveUserFromGroup(IamServices services) : IamOperation("RemoveUserFromGroup", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string groupName = call.RequiredText("GroupName", ParameterRule.GroupName);
        string userName = call.RequiredText("UserName", ParameterRule.UserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        // Permission is asked on the group alone (Service Authorization Reference).
        if (call.FindGroup(groupName, out AwsError? refusal) is not { } group)
        {
            return refusal!;
        }

        if (call.Account.FindUser(userName)?.Definition is not { } user)
        {
            return IamErrors.NoSuchUser(userName);
        }

        return GroupMembers.Contains(user, group.Name)
            ? IamOutcome.Changed(AccountChange.Put(user with { Groups = GroupMembers.Without(user, group.Name) }))
            : IamErrors.NoSuchEntity($"User {user.Name} is not in group {group.Name}.");
    }
}
