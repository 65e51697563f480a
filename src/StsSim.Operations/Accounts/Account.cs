using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Authentication;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Accounts;

/// <summary>
/// One account as a gateway holds it: an immutable version of it, ready for look-up, with its token leases. The next
/// version shares with it whatever did not change.
/// </summary>
public sealed class Account
{
    private static readonly StringComparer IgnoreCase = StringComparer.OrdinalIgnoreCase;

    private PrincipalIndex<User> _users;
    private PrincipalIndex<RoleRecord> _roles;
    private ImmutableDictionary<string, LongTermKey> _keys;
    private ImmutableDictionary<string, DateTimeOffset> _revokedBefore;
    private FrozenSet<string> _disabledRegions;
    private ConcurrentDictionary<LongTermKey, Caller>? _callers;

    public Account(AccountSnapshot snapshot, AccountLeases leases)
    {
        AccountDefinition definition = snapshot.Account;
        Id = AccountId.Parse(definition.AccountId);
        IdText = definition.AccountId;
        Version = snapshot.Version;
        ProvisionedAt = snapshot.ProvisionedAt;
        OwnQuotas = snapshot.Quotas;
        Misbehaviour = snapshot.Misbehaviour;
        Leases = leases;
        Groups = definition.Groups.ToImmutableSortedDictionary(group => group.Name, group => group, IgnoreCase);
        Policies = definition.Policies.ToImmutableSortedDictionary(policy => policy.Arn, policy => policy, StringComparer.Ordinal);
        SamlProviders = definition.SamlProviders.ToImmutableSortedDictionary(provider => provider.Name, provider => provider, IgnoreCase);
        OidcProviderDefinitions = definition.OidcProviders.ToImmutableSortedDictionary(provider => provider.Url, provider => provider, StringComparer.Ordinal);
        UnassignedMfaDevices = definition.UnassignedMfaDevices.ToImmutableSortedDictionary(
            device => device.SerialNumber, device => device, StringComparer.Ordinal);
        OidcProviders = ToProviders(OidcProviderDefinitions);
        _revokedBefore = snapshot.RevokedBefore.ToImmutableDictionary();

        User[] users = [.. definition.Users.Select(user => new User(definition.AccountId, user))];
        _users = new PrincipalIndex<User>(users, user => user.Name, user => user.UserId);
        _keys = users.SelectMany(KeysOf).ToImmutableDictionary();
        RoleRecord[] roles = [.. definition.Roles.Select(role => new RoleRecord(role))];
        _roles = new PrincipalIndex<RoleRecord>(roles, role => role.Definition.Name, role => role.Definition.RoleId);
        FirstUser = users.FirstOrDefault();

        Settings = AccountSettings.Default;
        Take(definition.Settings);
        Compile();
    }

    public AccountId Id { get; }

    /// <summary><see cref="Id"/> as it is written: twelve digits.</summary>
    public string IdText { get; }

    public long Version { get; private set; }

    public DateTimeOffset ProvisionedAt { get; }

    public AccountSettings Settings { get; private set; }

    /// <summary>The quotas in force.</summary>
    public AccountQuotas Quotas => Leases.Quotas;

    /// <summary><see langword="null"/> where the account follows the quotas of the world.</summary>
    public AccountQuotas? OwnQuotas { get; private set; }

    /// <summary><see cref="OwnQuotas"/>, unless an experiment lays others over them.</summary>
    public AccountQuotas? OwnQuotasInForce => Misbehaviour.Phase?.Quotas ?? OwnQuotas;

    /// <summary>What the account is told to do wrong, besides what everybody meets.</summary>
    public Misbehaviour Misbehaviour { get; private set; }

    public AccountLeases Leases { get; private set; }

    public OrganizationMembership? Organization => Settings.Organization;

    /// <summary>The issuer of the account's outbound web identity tokens, or <see langword="null"/> where they are not enabled.</summary>
    public string? OutboundIssuer => Settings.OutboundIssuer;

    /// <summary>By name, ignoring case, in order.</summary>
    public ImmutableSortedDictionary<string, User> Users => _users.ByName;

    /// <summary>By name, ignoring case, in order.</summary>
    public ImmutableSortedDictionary<string, GroupDefinition> Groups { get; private set; }

    /// <summary>By name, ignoring case, in order.</summary>
    public IEnumerable<RoleDefinition> Roles => _roles.ByName.Values.Select(role => role.Definition);

    public int RoleCount => _roles.ByName.Count;

    /// <summary>Customer-managed policies by ARN, in order.</summary>
    public ImmutableSortedDictionary<string, ManagedPolicyDefinition> Policies { get; private set; }

    /// <summary>By URL, in order.</summary>
    public ImmutableSortedDictionary<string, OidcProviderDefinition> OidcProviderDefinitions { get; private set; }

    /// <summary>By name, ignoring case, in order.</summary>
    public ImmutableSortedDictionary<string, SamlProviderDefinition> SamlProviders { get; private set; }

    /// <summary>By serial number, in order.</summary>
    public ImmutableSortedDictionary<string, MfaDeviceDefinition> UnassignedMfaDevices { get; private set; }

    /// <summary>The OIDC providers as tokens are verified by.</summary>
    public IReadOnlyList<OidcProvider> OidcProviders { get; private set; }

    public IReadOnlyList<MfaDevice> RootMfaDevices { get; private set; } = [];

    /// <summary>What limits the root user: service control policies alone.</summary>
    public PrincipalPolicies RootPolicies { get; private set; } = null!;

    /// <summary>Who a made-up key is under permissive authentication.</summary>
    public User? FirstUser { get; private set; }

    internal PolicyCompiler Compiler { get; private set; } = null!;

    /// <summary>What STS does not know yet, or <see langword="null"/> where it knows all.</summary>
    internal UnpropagatedVersions? Unpropagated { get; private set; }

    /// <summary>The account one step on.</summary>
    /// <param name="leases">Those of this version, unless the quotas changed.</param>
    /// <param name="now">When the step was heard of: the account's propagation delay counts from then.</param>
    public Account Apply(AccountUpdate update, AccountLeases leases, DateTimeOffset now)
    {
        Account next = Step(update.Change, update.Version, leases);
        next.Unpropagated = update.Change.IsOfIam
            ? UnpropagatedVersions.Between(this, next, now)
            : Unpropagated?.At(now).Step(update.Change, update.Version, leases);
        return next;
    }

    /// <summary>The account as it is read anew, some steps on.</summary>
    public Account ReplaceWith(Account newer, DateTimeOffset now)
    {
        bool goesOn = newer.ProvisionedAt == ProvisionedAt && newer.Leases == Leases;
        newer.Unpropagated = goesOn ? UnpropagatedVersions.Between(this, newer, now) : null;
        return newer;
    }

    /// <summary>The account as STS knows it: this one, or an earlier version where changes have not got through yet.</summary>
    public Account PropagatedAt(DateTimeOffset now)
    {
        UnpropagatedVersions? versions = Unpropagated?.At(now);
        Unpropagated = versions is { IsEmpty: true } ? null : versions; // whoever comes at the same time computes the same
        return versions is null or { IsEmpty: true } ? this : versions.Propagated;
    }

    /// <summary>A copy that a change was made to.</summary>
    internal Account Step(AccountChange change, long version, AccountLeases leases)
    {
        Account next = Alone();
        next.Version = version;
        next.Leases = leases;
        next.Take(change);
        return next;
    }

    /// <summary>A copy that remembers no version before it, so that those which STS has left behind are let go.</summary>
    internal Account Alone()
    {
        Account copy = Copy();
        copy.Unpropagated = null;
        return copy;
    }

    /// <summary>The same version of the account under other leases.</summary>
    public Account Under(AccountLeases leases)
    {
        Account next = Copy();
        next.Leases = leases;
        next.Unpropagated = Unpropagated?.Step(new AccountChange(), Version, leases);
        return next;
    }

    /// <summary>The account's own quotas in force once <paramref name="change"/> is made.</summary>
    public AccountQuotas? OwnQuotasInForceAfter(AccountChange change) =>
        (change.Misbehaviour ?? Misbehaviour).Phase?.Quotas ?? OwnQuotasAfter(change);

    public LongTermKey? FindKey(string accessKeyId) => _keys.GetValueOrDefault(accessKeyId);

    /// <summary>Who calls with a key: the same caller each time, for this version of the account.</summary>
    public Caller CallerWith(LongTermKey key)
    {
        ConcurrentDictionary<LongTermKey, Caller> callers = _callers ??= new(concurrencyLevel: 1, capacity: 1, ReferenceEqualityComparer.Instance);
        return callers.TryGetValue(key, out Caller? known) ? known : callers.GetOrAdd(key, Caller.WithKey(this, key));
    }

    public User? FindUser(string name) => _users.Find(name);

    public User? FindUserById(string userId) => _users.FindById(userId);

    public User? FindUserByArn(string arn, string partition) =>
        FindUser(arn[(arn.LastIndexOf('/') + 1)..]) is { } user && user.PrincipalIn(partition).Arn == arn ? user : null;

    public Role? FindRoleById(string roleId) => _roles.FindById(roleId) is { } role ? new Role(this, role) : null;

    /// <param name="pathAndName">What follows <c>role</c> in the role's ARN, e.g. <c>/team/app</c>. Roles compare case-sensitively here.</param>
    public Role? FindRole(string pathAndName)
    {
        int slash = pathAndName.LastIndexOf('/');
        return FindRoleByName(pathAndName[(slash + 1)..]) is { } role
            && pathAndName.AsSpan(0, slash + 1).SequenceEqual(role.Path)
            && pathAndName.AsSpan(slash + 1).SequenceEqual(role.Name)
                ? role
                : null;
    }

    public Role? FindRoleByName(string name) => _roles.Find(name) is { } role ? new Role(this, role) : null;

    public SamlProviderDefinition? FindSamlProvider(string name) =>
        SamlProviders.TryGetValue(name, out SamlProviderDefinition? provider) && provider.Name == name ? provider : null;

    /// <summary>The document of a managed policy of this account, or <see langword="null"/>.</summary>
    public string? FindPolicy(string arn) => Policies.GetValueOrDefault(arn)?.Document;

    /// <summary>Whether STS is activated for this account in a Region.</summary>
    public bool IsActiveIn(string region) => !_disabledRegions.Contains(region);

    /// <summary>Whether a session was ended before its time.</summary>
    public bool IsRevoked(SessionClaims session) =>
        session.IssuedAt < ProvisionedAt || (!_revokedBefore.IsEmpty && IsRevoked(SessionHolder.Of(session), session.IssuedAt));

    /// <param name="holder">As <see cref="SessionHolder"/> names it.</param>
    public bool IsRevoked(string holder, DateTimeOffset issuedAt) =>
        issuedAt < ProvisionedAt
        || (_revokedBefore.TryGetValue(holder, out DateTimeOffset instant) && issuedAt <= instant);

    // Who called this version knows this version.
    private Account Copy()
    {
        var copy = (Account)MemberwiseClone();
        copy._callers = null;
        return copy;
    }

    private AccountQuotas? OwnQuotasAfter(AccountChange change) => change.FollowsDefaultQuotas ? null : change.Quotas ?? OwnQuotas;

    private void Take(AccountChange change)
    {
        foreach (EntityChange<UserDefinition> user in change.Users)
        {
            Take(user);
        }

        foreach (EntityChange<RoleDefinition> role in change.Roles)
        {
            Take(role);
        }

        Groups = Merge(Groups, change.Groups);
        Policies = Merge(Policies, change.Policies);
        SamlProviders = Merge(SamlProviders, change.SamlProviders);
        UnassignedMfaDevices = Merge(UnassignedMfaDevices, change.UnassignedMfaDevices);
        if (change.OidcProviders.Count > 0)
        {
            OidcProviderDefinitions = Merge(OidcProviderDefinitions, change.OidcProviders);
            OidcProviders = ToProviders(OidcProviderDefinitions);
        }

        OwnQuotas = OwnQuotasAfter(change);
        Misbehaviour = change.Misbehaviour ?? Misbehaviour;
        if (change.Revocation is { } mark)
        {
            _revokedBefore = _revokedBefore.SetItem(mark.Holder, mark.Instant);
        }

        if (change.Settings is { } settings)
        {
            Take(settings);
        }

        if (change.Settings is not null || change.Groups.Count > 0 || change.Policies.Count > 0)
        {
            Compile();
        }
    }

    private void Take(EntityChange<UserDefinition> change)
    {
        User? old = _users.Find(change.Key);
        User? user = change.Value is { } definition ? new User(IdText, definition) : null;
        _users = _users.Replace(old, user);
        _keys = old is null ? _keys : _keys.RemoveRange(old.Definition.AccessKeys.Select(key => key.AccessKeyId));
        _keys = user is null ? _keys : _keys.SetItems(KeysOf(user));
        FirstUser = FirstUser is null || FirstUser == old ? _users.ByName.Values.FirstOrDefault() : FirstUser;
    }

    private void Take(EntityChange<RoleDefinition> change) =>
        _roles = _roles.Replace(_roles.Find(change.Key), change.Value is { } definition ? new RoleRecord(definition) : null);

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_disabledRegions))]
    private void Take(AccountSettings settings)
    {
        _keys = _keys
            .RemoveRange(Settings.RootAccessKeys.Select(key => key.AccessKeyId))
            .SetItems(settings.RootAccessKeys.Select(key => KeyValuePair.Create(
                key.AccessKeyId, new LongTermKey(key.AccessKeyId, key.SecretAccessKey, key.Active, User: null) { CreatedAt = key.CreatedAt })));
        _disabledRegions = settings.DisabledRegions.ToFrozenSet();
        RootMfaDevices = [.. settings.RootMfaDevices.Select(device => new MfaDevice(device))];
        Settings = settings;
    }

    private void Compile()
    {
        Compiler = new PolicyCompiler(Id.ToString(), Settings, Groups, Policies);
        RootPolicies = new PrincipalPolicies { Identity = PolicySet.FullAccess, ServiceControl = Compiler.ServiceControl };
    }

    private static IEnumerable<KeyValuePair<string, LongTermKey>> KeysOf(User user) => user.Definition.AccessKeys.Select(
        key => KeyValuePair.Create(key.AccessKeyId, new LongTermKey(key.AccessKeyId, key.SecretAccessKey, key.Active, user) { CreatedAt = key.CreatedAt }));

    private static ImmutableSortedDictionary<string, T> Merge<T>(ImmutableSortedDictionary<string, T> held, IReadOnlyList<EntityChange<T>> changes)
        where T : class
    {
        // Removed first: a name may come back in other capitals, and the key keeps the first it saw.
        foreach (EntityChange<T> change in changes)
        {
            held = held.Remove(change.Key);
            held = change.Value is { } value ? held.SetItem(change.Key, value) : held;
        }

        return held;
    }

    private static OidcProvider[] ToProviders(ImmutableSortedDictionary<string, OidcProviderDefinition> definitions) =>
    [
        .. definitions.Values.Select(provider => new OidcProvider
        {
            Url = provider.Url,
            ClientIds = provider.ClientIds,
            Jwks = provider.Jwks,
            Thumbprints = provider.Thumbprints,
        }),
    ];
}
