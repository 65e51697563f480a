using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Iam.Users;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>A group and its members, by name.</summary>
public sealed class GetGroup(IamServices services) : IamOperation("GetGroup", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("GroupName", ParameterRule.GroupName);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindGroup(name, out AwsError? refusal) is not { } group)
        {
            return refusal!;
        }

        IamPage<UserDefinition> page = call.Page(GroupMembers.Of(call.Account, group.Name), user => user.Name);
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result =>
            {
                GroupShape.Write(result, call, group);
                page.Write(result, "Users"u8, (item, user) => UserShape.WriteMembers(item, call, user, withTags: false));
            });
    }
}
