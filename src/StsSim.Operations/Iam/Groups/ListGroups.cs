using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Groups;

/// <summary>The groups whose path begins as asked, by name.</summary>
public sealed class ListGroups(IamServices services) : IamOperation("ListGroups", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string prefix = call.Text("PathPrefix", ParameterRule.PathPrefix) ?? "/";
        IamPage<GroupDefinition> page = call.Page(
            call.Account.Groups.Values.Where(group => group.Path.StartsWith(prefix, StringComparison.Ordinal)), group => group.Name);
        AwsError? refusal = call.Malformed ?? call.Authorize(Arn.Group(call.Partition, call.AccountId, prefix, ""));
        return refusal is not null
            ? refusal
            : IamOutcome.Answered(result => page.Write(result, "Groups"u8, (item, group) => GroupShape.WriteMembers(item, call, group)));
    }
}
