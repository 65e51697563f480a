using StsSim.Iam.Identities;
using StsSim.Operations.Cluster;
using StsSim.Operations.Parameters;

namespace StsSim.Operations.Accounts;

/// <summary>Finds roles, users and accounts anywhere in the world by what a request says.</summary>
public sealed class PrincipalDirectory(ClusterLink cluster, AccountCache accounts)
{
    /// <summary>The role, or <see langword="null"/>; to a caller that must not make a difference, for AWS does not say which roles exist.</summary>
    public async ValueTask<Role?> FindAsync(string arn)
    {
        if (RoleArn.Parse(arn) is not { } parsed || await FindAccountAsync(parsed.Account) is not { } account)
        {
            return null;
        }

        return account.FindRole(parsed.PathAndName);
    }

    /// <summary>A user by its ARN, or <see langword="null"/>.</summary>
    public async ValueTask<(Account Account, User User)?> FindUserAsync(string arn, string partition)
    {
        string[] parts = arn.Split(':', 6);
        if (parts.Length != 6 || !AccountId.TryParse(parts[4], out AccountId id) || await FindAccountAsync(id) is not { } account)
        {
            return null;
        }

        return account.FindUserByArn(arn, partition) is { } user ? (account, user) : null;
    }

    public ValueTask<Account?> FindAccountAsync(AccountId id) =>
        cluster.Environment.Exists(id) ? accounts.FindAsync(id) : new ValueTask<Account?>((Account?)null);

    /// <summary>The account that a request names by a role's ARN, or <see langword="null"/>.</summary>
    public ValueTask<Account?> FindAccountAsync(string? roleArn) =>
        RoleArn.Parse(roleArn) is { } parsed ? FindAccountAsync(parsed.Account) : new ValueTask<Account?>((Account?)null);
}
