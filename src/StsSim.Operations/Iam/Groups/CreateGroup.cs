using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>Creates a group without members or policies. Names are unique in the account whatever their case.</summary>
public sealed class CreateGroup(IamServices services) : IamOperation("CreateGroup", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string path = call.Text("Path", ParameterRule.Path) ?? "/";
        string name = call.RequiredText("GroupName", ParameterRule.GroupName);
        AwsError? refusal = call.Malformed ?? call.Authorize(Arn.Group(call.Partition, call.AccountId, path, name));
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Account.Groups.ContainsKey(name))
        {
            return IamErrors.EntityAlreadyExists($"Group with name {name} already exists.");
        }

        if (call.Account.Groups.Count >= IamLimits.Groups)
        {
            return IamErrors.QuotaExceeded("GroupsPerAccount", IamLimits.Groups);
        }

        var group = new GroupDefinition { Name = name, Path = path, GroupId = UniqueId.Create(UniqueId.Group), CreatedAt = call.Now };
        return IamOutcome.Changed(AccountChange.Put(group), result => GroupShape.Write(result, call, group));
    }
}
