using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Accounts;

/// <summary>An account as its grain holds it: every identity by its key, so that a change costs what it changes.</summary>
internal sealed class AccountContents
{
    private readonly string _accountId;
    private readonly Dictionary<string, UserDefinition> _users;
    private readonly Dictionary<string, GroupDefinition> _groups;
    private readonly Dictionary<string, RoleDefinition> _roles;
    private readonly Dictionary<string, ManagedPolicyDefinition> _policies;
    private readonly Dictionary<string, OidcProviderDefinition> _oidcProviders;
    private readonly Dictionary<string, SamlProviderDefinition> _samlProviders;
    private readonly Dictionary<string, MfaDeviceDefinition> _unassignedMfaDevices;
    private readonly Dictionary<string, DateTimeOffset> _revokedBefore;
    private AccountSettings _settings;

    public AccountContents(AccountDefinition account, AccountQuotas? quotas, Misbehaviour misbehaviour, IReadOnlyDictionary<string, DateTimeOffset> revokedBefore, DateTimeOffset provisionedAt)
    {
        _accountId = account.AccountId;
        _settings = account.Settings;
        Quotas = quotas;
        Misbehaviour = misbehaviour;
        ProvisionedAt = provisionedAt;
        _revokedBefore = new Dictionary<string, DateTimeOffset>(revokedBefore);

        // Names of IAM are unique whatever their case.
        _users = account.Users.ToDictionary(user => user.Name, StringComparer.OrdinalIgnoreCase);
        _groups = account.Groups.ToDictionary(group => group.Name, StringComparer.OrdinalIgnoreCase);
        _roles = account.Roles.ToDictionary(role => role.Name, StringComparer.OrdinalIgnoreCase);
        _samlProviders = account.SamlProviders.ToDictionary(provider => provider.Name, StringComparer.OrdinalIgnoreCase);
        _policies = account.Policies.ToDictionary(policy => policy.Arn);
        _oidcProviders = account.OidcProviders.ToDictionary(provider => provider.Url);
        _unassignedMfaDevices = account.UnassignedMfaDevices.ToDictionary(device => device.SerialNumber);
    }

    /// <summary>The account's own, or <see langword="null"/>.</summary>
    public AccountQuotas? Quotas { get; private set; }

    /// <summary><see cref="Quotas"/>, unless an experiment lays others over them.</summary>
    public AccountQuotas? QuotasInForce => Misbehaviour.Phase?.Quotas ?? Quotas;

    public Misbehaviour Misbehaviour { get; private set; }

    public DateTimeOffset ProvisionedAt { get; }

    public int IdentityCount => _users.Count + _groups.Count + _roles.Count + _policies.Count;

    public void Apply(AccountChange change)
    {
        Apply(_users, change.Users);
        Apply(_groups, change.Groups);
        Apply(_roles, change.Roles);
        Apply(_policies, change.Policies);
        Apply(_oidcProviders, change.OidcProviders);
        Apply(_samlProviders, change.SamlProviders);
        Apply(_unassignedMfaDevices, change.UnassignedMfaDevices);
        _settings = change.Settings ?? _settings;
        Quotas = change.FollowsDefaultQuotas ? null : change.Quotas ?? Quotas;
        Misbehaviour = change.Misbehaviour ?? Misbehaviour;
        if (change.Revocation is { } mark)
        {
            _revokedBefore[mark.Holder] = mark.Instant;
        }
    }

    public AccountSnapshot ToSnapshot(long version) => new()
    {
        Version = version,
        Account = new AccountDefinition
        {
            AccountId = _accountId,
            Settings = _settings,
            Users = [.. _users.Values],
            Groups = [.. _groups.Values],
            Roles = [.. _roles.Values],
            Policies = [.. _policies.Values],
            OidcProviders = [.. _oidcProviders.Values],
            SamlProviders = [.. _samlProviders.Values],
            UnassignedMfaDevices = [.. _unassignedMfaDevices.Values],
        },
        Quotas = Quotas,
        Misbehaviour = Misbehaviour,
        RevokedBefore = new Dictionary<string, DateTimeOffset>(_revokedBefore),
        ProvisionedAt = ProvisionedAt,
    };

    private static void Apply<T>(Dictionary<string, T> entities, IReadOnlyList<EntityChange<T>> changes)
        where T : class
    {
        foreach (EntityChange<T> change in changes)
        {
            if (change.Value is null)
            {
                entities.Remove(change.Key);
            }
            else
            {
                entities[change.Key] = change.Value;
            }
        }
    }
}
