using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>Puts a user into a group; one that is in it stays.</summary>
public sealed class AddUserToGroup(IamServices services) : IamOperation("AddUserToGroup", services)
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

        if (GroupMembers.Contains(user, group.Name))
        {
            return IamOutcome.Done;
        }

        return user.Groups.Count >= IamLimits.GroupsPerUser
            ? IamErrors.QuotaExceeded("GroupsPerUser", IamLimits.GroupsPerUser)
            : IamOutcome.Changed(AccountChange.Put(user with { Groups = [.. user.Groups, group.Name] }));
    }
}
