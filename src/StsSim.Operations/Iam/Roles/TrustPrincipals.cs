using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Operations.Accounts;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>
/// The two ways a trust policy is written. It is kept with unique ids in the place of users' and roles' ARNs, so that
/// whoever is made anew under an old name is not trusted, and shown with the ARNs of those that still exist (IAM User
/// Guide, "AWS JSON policy elements: Principal"). Accounts and sessions stand for themselves.
/// </summary>
public sealed class TrustPrincipals(PrincipalDirectory directory)
{
    /// <summary>A valid trust policy as it is to be kept, or the refusal: somebody it names does not exist.</summary>
    /// <param name="role">Whose policy it replaces, or <see langword="null"/> for a new role.</param>
    public async ValueTask<(AwsError? Refusal, SavedTrust? Trust)> SaveAsync(IamCall call, string policy, RoleDefinition? role)
    {
        PrincipalNames names = PrincipalNames.In(policy);
        var ids = new Dictionary<string, string>();
        var accounts = new Dictionary<string, string>();
        foreach (PrincipalName name in names.All)
        {
            if (!UniqueId.IsOfPrincipal(name.Text) && !IsUserOrRole(name.Text))
            {
                continue;
            }

            if (await FindAsync(call, name.Text, role) is not (Account account, string id))
            {
                return (IamErrors.InvalidPrincipal("AWS", name.Text), null);
            }

            ids[name.Text] = id;
            if (account.Id != call.Account.Id)
            {
                accounts[id] = account.IdText;
            }
        }

        return (null, new SavedTrust(names.Replace(ids.GetValueOrDefault), accounts));
    }

    /// <summary>A role's trust policy as people read it; who is no more is shown by its id.</summary>
    public async ValueTask<string> ShowAsync(IamCall call, RoleDefinition role)
    {
        PrincipalNames names = PrincipalNames.In(role.TrustPolicy);
        var arns = new Dictionary<string, string>();
        foreach (PrincipalName name in names.All)
        {
            if (UniqueId.IsOfPrincipal(name.Text)
                && await FindAccountAsync(call, name.Text, role) is { } account
                && ArnOf(account, name.Text, call.Partition) is { } arn)
            {
                arns[name.Text] = arn;
            }
        }

        return names.Replace(arns.GetValueOrDefault);
    }

    private async ValueTask<(Account Account, string Id)?> FindAsync(IamCall call, string name, RoleDefinition? role)
    {
        if (UniqueId.IsOfPrincipal(name))
        {
            return await FindAccountAsync(call, name, role) is { } owner && ArnOf(owner, name, call.Partition) is not null ? (owner, name) : null;
        }

        if (AccountOf(name, call.Partition) is not { } accountId || await FindAccountAsync(call, accountId) is not { } account)
        {
            return null;
        }

        string? id = RoleArn.Parse(name) is { } roleArn
            ? account.FindRole(roleArn.PathAndName)?.RoleId
            : account.FindUserByArn(name, call.Partition)?.UserId;
        return id is null ? null : (account, id);
    }

    private ValueTask<Account?> FindAccountAsync(IamCall call, string uniqueId, RoleDefinition? role) =>
        role?.TrustedAccounts.TryGetValue(uniqueId, out string? id) == true
            ? directory.FindAccountAsync(AccountId.Parse(id))
            : new ValueTask<Account?>(call.Account);

    // The caller's own account is the version that this call is planned on.
    private ValueTask<Account?> FindAccountAsync(IamCall call, AccountId id) =>
        id == call.Account.Id ? new ValueTask<Account?>(call.Account) : directory.FindAccountAsync(id);

    private static string? ArnOf(Account account, string uniqueId, string partition) =>
        account.FindUserById(uniqueId)?.PrincipalIn(partition).Arn ?? account.FindRoleById(uniqueId)?.ArnIn(partition);

    // Who is of another partition is nobody in this one.
    private static AccountId? AccountOf(string arn, string partition) =>
        Arn.TryParse(arn, out ArnParts parts) && parts.Partition.SequenceEqual(partition) && AccountId.TryParse(parts.Account, out AccountId account)
            ? account
            : null;

    private static bool IsUserOrRole(string name) =>
        Arn.TryParse(name, out ArnParts arn) && arn.Service is "iam" && (arn.Resource.StartsWith("user/") || arn.Resource.StartsWith("role/"));
}
