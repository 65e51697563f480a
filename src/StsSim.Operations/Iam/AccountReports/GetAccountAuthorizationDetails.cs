using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Iam.Policies;
using StsSim.Operations.Iam.Roles;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.AccountReports;

/// <summary>
/// Users, groups, roles and managed policies with all their policies, in this order and in pages across all of them. Of
/// AWS's policies those are shown that the account uses.
/// </summary>
public sealed class GetAccountAuthorizationDetails(IamServices services, TrustPrincipals principals, AccessKeyUsage usage)
    : IamOperation("GetAccountAuthorizationDetails", services)
{
    // In the order of the answer; a detail's kind is its list's place here.
    private static readonly string[] Lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];

    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        IReadOnlyList<string> filter = call.Choices("Filter", "User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy");
        IamPage<AuthorizationDetail> page = call.Page(DetailsOf(call, filter), detail => detail.Key);
        if ((call.Malformed ?? call.Authorize("*")) is { } refusal)
        {
            return refusal;
        }

        var written = new List<(int Kind, Action<ResultWriter> Write)>();
        foreach (AuthorizationDetail detail in page.Items)
        {
            written.Add((detail.Kind, await detail.Prepare()));
        }

        return IamOutcome.Answered(result =>
        {
            for (int kind = 0; kind < Lists.Length; kind++)
            {
                byte[] list = System.Text.Encoding.ASCII.GetBytes(Lists[kind]);
                result.BeginList(list);
                foreach ((_, Action<ResultWriter> write) in written.Where(detail => detail.Kind == kind))
                {
                    result.BeginStructure("member"u8);
                    write(result);
                    result.EndStructure("member"u8);
                }

                result.EndList(list);
            }

            page.WriteEnd(result);
        });
    }

    private IEnumerable<AuthorizationDetail> DetailsOf(IamCall call, IReadOnlyList<string> filter)
    {
        IEnumerable<AuthorizationDetail> details = [];
        if (IsWanted("User"))
        {
            details = details.Concat(call.Account.Users.Values.Select(user =>
                Ready(0, user.Name, result => AuthorizationDetailShape.Write(result, call, user.Definition))));
        }

        if (IsWanted("Group"))
        {
            details = details.Concat(call.Account.Groups.Values.Select(group =>
                Ready(1, group.Name, result => AuthorizationDetailShape.Write(result, call, group))));
        }

        if (IsWanted("Role"))
        {
            details = details.Concat(call.Account.Roles.Select(role => new AuthorizationDetail(2, role.Name, () => PrepareAsync(call, role))));
        }

        IReadOnlyDictionary<string, PolicyUsage> usages = PolicyUsage.OfAll(call.Account);
        IEnumerable<ManagedPolicy> own = IsWanted("LocalManagedPolicy") ? ManagedPolicy.OfAccount(call) : [];
        IEnumerable<ManagedPolicy> aws = IsWanted("AWSManagedPolicy") ? ManagedPolicy.OfAws().Where(policy => usages.ContainsKey(policy.Arn)) : [];
        return details.Concat(own.Concat(aws)
            .OrderBy(policy => policy.Arn, StringComparer.OrdinalIgnoreCase)
            .Select(policy => Ready(3, policy.Arn, result => AuthorizationDetailShape.Write(result, policy, usages.GetValueOrDefault(policy.Arn)))));

        bool IsWanted(string kind) => filter.Count == 0 || filter.Contains(kind);
    }

    private static AuthorizationDetail Ready(int kind, string name, Action<ResultWriter> write) => new(kind, name, () => new(write));

    private async ValueTask<Action<ResultWriter>> PrepareAsync(IamCall call, RoleDefinition role)
    {
        string trustPolicy = await principals.ShowAsync(call, role);
        AccessKeyUse? lastUse = await usage.FindAsync(call.Account.Id, role.RoleId);
        return result => AuthorizationDetailShape.Write(result, call, role, trustPolicy, lastUse);
    }
}
