using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>The groups a user is in, by name.</summary>
public sealed class ListGroupsForUser(IamServices services) : IamOperation("ListGroupsForUser", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.UserName);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindUser(name, out AwsError? refusal) is not { } user)
        {
            return refusal!;
        }

        IamPage<GroupDefinition> page = call.Page(call.Account.Groups.Values.Where(group => GroupMembers.Contains(user, group.Name)), group => group.Name);
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result => page.Write(result, "Groups"u8, (item, group) => GroupShape.WriteMembers(item, call, group)));
    }
}
