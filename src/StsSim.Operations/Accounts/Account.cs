using System.Collections.Frozen;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Accounts;

/// <summary>One account as a gateway holds it: an immutable snapshot, compiled for look-up, with its token leases.</summary>
public sealed class Account
{
    private readonly FrozenDictionary<string, LongTermKey> _keys;
    private readonly FrozenDictionary<string, User> _usersById;
    private readonly FrozenDictionary<string, DateTimeOffset> _revokedBefore;
    private readonly FrozenSet<string> _policyArns;

    public Account(AccountSnapshot snapshot, AccountLeases leases)
    {
        AccountDefinition definition = snapshot.Account;
        Id = AccountId.Parse(definition.AccountId);
        Version = snapshot.Version;
        Quotas = snapshot.Quotas;
        Leases = leases;

        var keys = new Dictionary<string, LongTermKey>();
        foreach (AccessKeyDefinition key in definition.RootAccessKeys)
        {
            keys.Add(key.AccessKeyId, new LongTermKey(key.SecretAccessKey, key.Active, User: null));
        }

        var users = new List<User>(definition.Users.Count);
        foreach (UserDefinition userDefinition in definition.Users)
        {
            var user = new User(userDefinition, definition.Policies);
            users.Add(user);
            foreach (AccessKeyDefinition key in userDefinition.AccessKeys)
            {
                keys.Add(key.AccessKeyId, new LongTermKey(key.SecretAccessKey, key.Active, user));
            }
        }

        FirstUser = users.FirstOrDefault();
        _keys = keys.ToFrozenDictionary();
        _usersById = users.ToFrozenDictionary(user => user.UserId);
        _revokedBefore = snapshot.RevokedBefore.ToFrozenDictionary();
        _policyArns = definition.Policies.Select(policy => policy.Arn).ToFrozenSet();
    }

    public AccountId Id { get; }

    public long Version { get; }

    public AccountQuotas Quotas { get; }

    public AccountLeases Leases { get; }

    /// <summary>Who a made-up key is under permissive authentication.</summary>
    public User? FirstUser { get; }

    public LongTermKey? FindKey(string accessKeyId) => _keys.GetValueOrDefault(accessKeyId);

    public User? FindUserById(string userId) => _usersById.GetValueOrDefault(userId);

    public bool HasPolicy(string arn) => _policyArns.Contains(arn);

    public bool IsRevoked(string federatedUser, DateTimeOffset issuedAt) =>
        _revokedBefore.TryGetValue(federatedUser, out DateTimeOffset instant) && issuedAt <= instant;
}
