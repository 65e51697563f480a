using System.Collections.Frozen;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Cluster;

/// <summary>The environment snapshot, compiled: who exists, and the keys that seal tokens.</summary>
public sealed class ClusterEnvironment
{
    private readonly FrozenSet<AccountId> _accounts;
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
        _accounts = snapshot.AccountIds.Select(AccountId.Parse).ToFrozenSet();
        _accountByAccessKeyId = snapshot.AccountByAccessKeyId.ToFrozenDictionary(pair => pair.Key, pair => AccountId.Parse(pair.Value));
        DefaultAccount = snapshot.DefaultAccountId is { } id ? AccountId.Parse(id) : null;
    }

    public long Version { get; }

    public SessionTokenSealer Sealer { get; }

    /// <summary>Of encoded authorization messages.</summary>
    public MessageSealer AuthorizationMessages { get; }

    /// <summary>Of the tokens that GetDelegatedAccessToken trades in.</summary>
    public MessageSealer TradeInTokens { get; }

    /// <summary>Of the access tokens of the built-in OAuth 2.0 provider.</summary>
    public MessageSealer OAuthTokens { get; }

    /// <summary>Every account of the world.</summary>
    public IReadOnlyCollection<AccountId> Accounts => _accounts;

    public AccessKeySerials Serials { get; }

    public AccountId? DefaultAccount { get; }

    public bool Exists(AccountId account) => _accounts.Contains(account);

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
