using System.Collections.Frozen;
using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Accounts;

/// <summary>One account as a gateway holds it: an immutable snapshot, compiled for look-up, with its token leases.</summary>
public sealed class Account
{
    private readonly FrozenDictionary<string, LongTermKey> _keys;
    private readonly User[] _users;
    private readonly FrozenDictionary<string, User> _usersById;
    private readonly FrozenDictionary<string, Role> _rolesById;
    private readonly FrozenDictionary<string, Role> _rolesByPathAndName;
    private readonly FrozenDictionary<string, DateTimeOffset> _revokedBefore;
    private readonly FrozenDictionary<string, string> _policies;
    private readonly FrozenDictionary<string, SamlProviderDefinition> _samlProviders;
    private readonly FrozenSet<string> _disabledRegions;

    public Account(AccountSnapshot snapshot, AccountLeases leases)
    {
        AccountDefinition definition = snapshot.Account;
        Id = AccountId.Parse(definition.AccountId);
        Version = snapshot.Version;
        Quotas = snapshot.Quotas;
        Leases = leases;
        Organization = definition.Organization;
        OutboundIssuer = definition.OutboundIssuer;

        // The management account is bound by no policy of its organization.
        bool isManaged = Organization?.ManagementAccountId != definition.AccountId;
        PolicySet? serviceControl = isManaged ? PolicyCompiler.ServiceControl(definition.ServiceControlPolicies) : null;
        PolicySet? resourceControl = isManaged ? PolicyCompiler.ResourceControl(definition.ResourceControlPolicies) : null;
        var compiler = new PolicyCompiler(definition.Policies);
        RootPolicies = new PrincipalPolicies { Identity = PolicySet.FullAccess, ServiceControl = serviceControl };
        RootMfaDevices = [.. definition.RootMfaDevices.Select(device => new MfaDevice(device))];

        var keys = new Dictionary<string, LongTermKey>();
        foreach (AccessKeyDefinition key in definition.RootAccessKeys)
        {
            keys.Add(key.AccessKeyId, new LongTermKey(key.SecretAccessKey, key.Active, User: null));
        }

        var users = new List<User>(definition.Users.Count);
        foreach (UserDefinition userDefinition in definition.Users)
        {
            var user = new User(userDefinition, definition, compiler, serviceControl);
            users.Add(user);
            foreach (AccessKeyDefinition key in userDefinition.AccessKeys)
            {
                keys.Add(key.AccessKeyId, new LongTermKey(key.SecretAccessKey, key.Active, user));
            }
        }

        Role[] roles = [.. definition.Roles.Select(role => new Role(role, this, compiler, serviceControl, resourceControl))];
        _users = [.. users];
        FirstUser = users.FirstOrDefault();
        _keys = keys.ToFrozenDictionary();
        _usersById = users.ToFrozenDictionary(user => user.UserId);
        _rolesById = roles.ToFrozenDictionary(role => role.RoleId);
        _rolesByPathAndName = roles.ToFrozenDictionary(role => role.Path + role.Name);
        _revokedBefore = snapshot.RevokedBefore.ToFrozenDictionary();
        _policies = definition.Policies.ToFrozenDictionary(policy => policy.Arn, policy => policy.Document);
        _samlProviders = definition.SamlProviders.ToFrozenDictionary(provider => provider.Name);
        _disabledRegions = definition.DisabledRegions.ToFrozenSet();
        OidcProviders = [.. definition.OidcProviders.Select(provider => new OidcProvider
        {
            Url = provider.Url,
            ClientIds = provider.ClientIds,
            Jwks = provider.Jwks,
            Thumbprints = provider.Thumbprints,
        })];
    }

    public AccountId Id { get; }

    public long Version { get; }

    public AccountQuotas Quotas { get; }

    public AccountLeases Leases { get; }

    public OrganizationMembership? Organization { get; }

    /// <summary>The issuer of the account's outbound web identity tokens, or <see langword="null"/> where they are not enabled.</summary>
    public string? OutboundIssuer { get; }

    public IReadOnlyList<OidcProvider> OidcProviders { get; }

    public IReadOnlyList<MfaDevice> RootMfaDevices { get; }

    /// <summary>What limits the root user: service control policies alone.</summary>
    public PrincipalPolicies RootPolicies { get; }

    /// <summary>Who a made-up key is under permissive authentication.</summary>
    public User? FirstUser { get; }

    public LongTermKey? FindKey(string accessKeyId) => _keys.GetValueOrDefault(accessKeyId);

    public User? FindUserById(string userId) => _usersById.GetValueOrDefault(userId);

    public User? FindUserByArn(string arn, string partition) =>
        Array.Find(_users, user => user.PrincipalIn(partition).Arn == arn);

    public Role? FindRoleById(string roleId) => _rolesById.GetValueOrDefault(roleId);

    /// <param name="pathAndName">What follows <c>role</c> in the role's ARN, e.g. <c>/team/app</c>. Roles compare case-sensitively here.</param>
    public Role? FindRole(string pathAndName) => _rolesByPathAndName.GetValueOrDefault(pathAndName);

    public SamlProviderDefinition? FindSamlProvider(string name) => _samlProviders.GetValueOrDefault(name);

    /// <summary>The document of a managed policy of this account, or <see langword="null"/>.</summary>
    public string? FindPolicy(string arn) => _policies.GetValueOrDefault(arn);

    /// <summary>Whether STS is activated for this account in a Region.</summary>
    public bool IsActiveIn(string region) => !_disabledRegions.Contains(region);

    public bool IsRevoked(string federatedUser, DateTimeOffset issuedAt) =>
        _revokedBefore.TryGetValue(federatedUser, out DateTimeOffset instant) && issuedAt <= instant;
}
