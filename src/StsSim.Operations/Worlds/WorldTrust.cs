using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Worlds;

/// <summary>
/// The trust policies of a world as IAM keeps them: the users and roles of the world stand by their unique ids. Who is
/// of an account outside the world stays as written, for nobody can say whether there is such a principal.
/// </summary>
internal static class WorldTrust
{
    /// <summary>The world with unique ids in place of ARNs; an ARN of nobody in an account of the world is noted.</summary>
    /// <param name="trustPolicies">Where each role's trust policy stands in the file, by the role's id.</param>
    public static World WithIds(World world, IReadOnlyDictionary<string, JsonCursor> trustPolicies)
    {
        var index = new PrincipalIndex(world);
        return WithRoles(world, (account, role) => WithIds(account, role, index, trustPolicies));
    }

    /// <summary>The world with the ARNs of those that still exist, as a world file says it.</summary>
    public static World WithArns(World world)
    {
        var index = new PrincipalIndex(world);
        return WithRoles(world, (account, role) => WithArns(account, role, index));
    }

    private static World WithRoles(World world, Func<AccountDefinition, RoleDefinition, RoleDefinition> change) => world with
    {
        Accounts =
        [
            .. world.Accounts.Select(account => account with
            {
                Account = account.Account with { Roles = [.. account.Account.Roles.Select(role => change(account.Account, role))] },
            }),
        ],
    };

    private static RoleDefinition WithIds(AccountDefinition account, RoleDefinition role, PrincipalIndex index, IReadOnlyDictionary<string, JsonCursor> trustPolicies)
    {
        PrincipalNames names = PrincipalNames.In(role.TrustPolicy);
        var ids = new Dictionary<string, string>();
        var accounts = new Dictionary<string, string>();
        foreach (PrincipalName name in names.All)
        {
            if (!PrincipalIndex.TryReadAccount(name.Text, out string accountId) || !index.Has(accountId))
            {
                continue;
            }

            if (index.FindId(accountId, name.Text) is not { } id)
            {
                JsonCursor trustPolicy = trustPolicies[role.RoleId];
                trustPolicy.At(trustPolicy.Path + name.Path[1..], default).Error("names no user or role of this world");
                continue;
            }

            ids[name.Text] = id;
            if (accountId != account.AccountId)
            {
                accounts[id] = accountId;
            }
        }

        // Most roles name nobody, and those of similar accounts may share what they hold.
        return ids.Count == 0
            ? role
            : role with { TrustPolicy = names.Replace(ids.GetValueOrDefault), TrustedAccounts = accounts.Count == 0 ? role.TrustedAccounts : accounts };
    }

    private static RoleDefinition WithArns(AccountDefinition account, RoleDefinition role, PrincipalIndex index) => role with
    {
        TrustPolicy = PrincipalNames.In(role.TrustPolicy).Replace(name =>
            UniqueId.IsOfPrincipal(name) ? index.FindArn(role.TrustedAccounts.GetValueOrDefault(name, account.AccountId), name) : null),
        TrustedAccounts = new Dictionary<string, string>(),
    };

    /// <summary>The users and roles of a world by ARN and by id, an account read when it is first asked for.</summary>
    private sealed class PrincipalIndex(World world)
    {
        private readonly Dictionary<string, AccountDefinition> _accounts =
            world.Accounts.Select(account => account.Account).DistinctBy(account => account.AccountId).ToDictionary(account => account.AccountId);

        private readonly Dictionary<string, (Dictionary<string, string> IdByArn, Dictionary<string, string> ArnById)> _principals = [];

        /// <summary>Whether a name is the ARN of a user or role; its account.</summary>
        public static bool TryReadAccount(string name, out string accountId)
        {
            bool isPrincipal = Arn.TryParse(name, out ArnParts arn)
                && arn is { Partition: Partition.Commercial, Service: "iam" }
                && (arn.Resource.StartsWith("user/") || arn.Resource.StartsWith("role/"));
            accountId = isPrincipal ? arn.Account.ToString() : "";
            return isPrincipal;
        }

        public bool Has(string accountId) => _accounts.ContainsKey(accountId);

        public string? FindId(string accountId, string arn) => In(accountId).IdByArn.GetValueOrDefault(arn);

        public string? FindArn(string accountId, string id) => Has(accountId) ? In(accountId).ArnById.GetValueOrDefault(id) : null;

        private (Dictionary<string, string> IdByArn, Dictionary<string, string> ArnById) In(string accountId)
        {
            if (!_principals.TryGetValue(accountId, out (Dictionary<string, string> IdByArn, Dictionary<string, string> ArnById) principals))
            {
                AccountDefinition account = _accounts[accountId];
                (string Arn, string Id)[] all =
                [
                    .. account.Users.Select(user => (Arn.User(Partition.Commercial, accountId, user.Path, user.Name), user.UserId)),
                    .. account.Roles.Select(role => (Arn.Role(Partition.Commercial, accountId, role.Path, role.Name), role.RoleId)),
                ];

                // A file with errors may name somebody twice.
                _principals[accountId] = principals = (
                    all.DistinctBy(principal => principal.Arn).ToDictionary(principal => principal.Arn, principal => principal.Id),
                    all.DistinctBy(principal => principal.Id).ToDictionary(principal => principal.Id, principal => principal.Arn));
            }

            return principals;
        }
    }
}
