using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Groups;

/// <summary>The <c>Group</c> structure of the service model.</summary>
internal static class GroupShape
{
    public static void Write(ResultWriter result, IamCall call, GroupDefinition group)
    {
        result.BeginStructure("Group"u8);
        WriteMembers(result, call, group);
        result.EndStructure("Group"u8);
    }

    public static void WriteMembers(ResultWriter result, IamCall call, GroupDefinition group)
    {
        result.Member("Path"u8, group.Path);
        result.Member("GroupName"u8, group.Name);
        result.Member("GroupId"u8, group.GroupId);
        result.Member("Arn"u8, Arn.Group(call.Partition, call.AccountId, group.Path, group.Name));
        result.Member("CreateDate"u8, call.CreationOf(group.CreatedAt));
    }
}
