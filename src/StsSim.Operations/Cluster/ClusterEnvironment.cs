using System.Collections.Concurrent;
using System.Collections.Frozen;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Cluster;

/// <summary>The environment snapshot, compiled: who exists, and the keys that seal tokens. Leased accounts come and go in it.</summary>
public sealed class ClusterEnvironment
{
    private readonly FrozenSet<AccountId> _accounts;
    private readonly ConcurrentDictionary<AccountId, bool> _leased;
    private readonly FrozenDictionary<string, AccountId> _accountByAccessKeyId;

    public ClusterEnvironment(EnvironmentSnapshot snapshot)
    {
        Version = snapshot.Version;
        SessionTokenKey[] ring = [.. snapshot.KeyRing.Select(key => new SessionTokenKey(key.KeyId, key.Secret))];
        Sealer = new SessionTokenSealer(ring);
        AuthorizationMessages = new MessageSealer(ring, "authorization-message");
        TradeInTokens = new MessageSealer(ring, "trade-in-token");
        OAuthTokens = new MessageSealer(ring, "oauth-access-token");
        Serials = new AccessKeySerials(snapshot.AccessKeySerialKey);
        _accounts = snapshot.AccountIds.Except(snapshot.LeasedAccountIds).Select(AccountId.Parse).ToFrozenSet();
        _leased = new(snapshot.LeasedAccountIds.Select(id => KeyValuePair.Create(AccountId.Parse(id), true)));
        _accountByAccessKeyId = snapshot.AccountByAccessKeyId.ToFrozenDictionary(pair => pair.Key, pair => AccountId.Parse(pair.Value));
        Misbehaviour = snapshot.Misbehaviour;
        Seed = snapshot.Seed;
        DefaultAccount = snapshot.DefaultAccountId is { } id ? AccountId.Parse(id) : null;
    }

    /// <summary>Read and changed by the one that applies what the cluster tells, one step at a time.</summary>
    public long Version { get; private set; }

    public SessionTokenSealer Sealer { get; }

    /// <summary>Of encoded authorization messages.</summary>
    public MessageSealer AuthorizationMessages { get; }

    /// <summary>Of the tokens that GetDelegatedAccessToken trades in.</summary>
    public MessageSealer TradeInTokens { get; }

    /// <summary>Of the access tokens of the built-in OAuth 2.0 provider.</summary>
    public MessageSealer OAuthTokens { get; }

    /// <summary>Every account of the world, and every leased one.</summary>
    public IEnumerable<AccountId> Accounts => _accounts.Concat(_leased.Keys);

    public int LeasedCount => _leased.Count;

    public int AccountCount => _accounts.Count + _leased.Count;

    public AccessKeySerials Serials { get; }

    public AccountId? DefaultAccount { get; }

    /// <summary>What everybody meets.</summary>
    public Misbehaviour Misbehaviour { get; }

    /// <summary>What faults are drawn from.</summary>
    public long Seed { get; }

    public bool IsLeased(AccountId account) => !_leased.IsEmpty && _leased.ContainsKey(account);

    public bool Exists(AccountId account) => _accounts.Contains(account) || _leased.ContainsKey(account);

    /// <summary>Takes the step after <see cref="Version"/>.</summary>
    public void Apply(LeasedAccountUpdate update)
    {
        var account = AccountId.Parse(update.AccountId);
        if (update.Exists)
        {
            _leased[account] = true;
        }
        else
        {
            _leased.TryRemove(account, out _);
        }

        Version = update.Version;
    }

    /// <summary>The existing account that a key id belongs to, by the directory or else by what the id itself says.</summary>
    public AccountId? AccountOf(string accessKeyId)
    {
        if (_accountByAccessKeyId.TryGetValue(accessKeyId, out AccountId listed))
        {
            return listed;
        }

        return AccessKeyId.TryDecodeAccount(accessKeyId, out AccountId encoded) && Exists(encoded) ? encoded : null;
    }
}
