using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Users;

/// <summary>The users whose path begins as asked, by name.</summary>
public sealed class ListUsers(IamServices services) : IamOperation("ListUsers", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string prefix = call.Text("PathPrefix", ParameterRule.PathPrefix) ?? "/";
        IamPage<UserDefinition> page = call.Page(
            call.Account.Users.Values.Select(user => user.Definition).Where(user => user.Path.StartsWith(prefix, StringComparison.Ordinal)),
            user => user.Name);
        AwsError? refusal = call.Malformed ?? call.Authorize(Arn.User(call.Partition, call.AccountId, prefix, ""));
        return refusal is not null
            ? refusal
            : IamOutcome.Answered(result => page.Write(result, "Users"u8, (item, user) => UserShape.WriteMembers(item, call, user, withTags: false)));
    }
}
