using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>What one write changes of an account: whole identities, put or removed, and nothing of the rest.</summary>
[GenerateSerializer, Immutable, Alias("stssim.AccountChange")]
public sealed record AccountChange
{
    [Id(0)] public IReadOnlyList<EntityChange<UserDefinition>> Users { get; init; } = [];

    [Id(1)] public IReadOnlyList<EntityChange<GroupDefinition>> Groups { get; init; } = [];

    [Id(2)] public IReadOnlyList<EntityChange<RoleDefinition>> Roles { get; init; } = [];

    [Id(3)] public IReadOnlyList<EntityChange<ManagedPolicyDefinition>> Policies { get; init; } = [];

    [Id(4)] public IReadOnlyList<EntityChange<OidcProviderDefinition>> OidcProviders { get; init; } = [];

    [Id(5)] public IReadOnlyList<EntityChange<SamlProviderDefinition>> SamlProviders { get; init; } = [];

    [Id(6)] public IReadOnlyList<EntityChange<MfaDeviceDefinition>> UnassignedMfaDevices { get; init; } = [];

    /// <summary>The settings from now on, or <see langword="null"/> where they stay.</summary>
    [Id(7)] public AccountSettings? Settings { get; init; }

    /// <summary>The account's own quotas from now on, or <see langword="null"/> where they stay.</summary>
    [Id(8)] public AccountQuotas? Quotas { get; init; }

    /// <summary>A mark that revokes sessions, or <see langword="null"/>.</summary>
    [Id(9)] public RevocationMark? Revocation { get; init; }

    /// <summary>Whether the account has no quotas of its own from now on, and follows those of the world.</summary>
    [Id(10)] public bool FollowsDefaultQuotas { get; init; }

    /// <summary>What the account is told to do wrong from now on, or <see langword="null"/> where that stays.</summary>
    [Id(11)] public Misbehaviour? Misbehaviour { get; init; }

    /// <summary>Whether identities or settings change: what IAM writes, and no quota, revocation or fault, which are the simulator's own.</summary>
    public bool IsOfIam =>
        Settings is not null
        || Users.Count + Groups.Count + Roles.Count + Policies.Count + OidcProviders.Count + SamlProviders.Count + UnassignedMfaDevices.Count > 0;

    public static AccountChange Put(UserDefinition user) => new() { Users = [new(user.Name, user)] };

    public static AccountChange Put(GroupDefinition group) => new() { Groups = [new(group.Name, group)] };

    public static AccountChange Put(RoleDefinition role) => new() { Roles = [new(role.Name, role)] };

    public static AccountChange Put(ManagedPolicyDefinition policy) => new() { Policies = [new(policy.Arn, policy)] };

    public static AccountChange Put(OidcProviderDefinition provider) => new() { OidcProviders = [new(provider.Url, provider)] };

    public static AccountChange Put(SamlProviderDefinition provider) => new() { SamlProviders = [new(provider.Name, provider)] };

    public static AccountChange Put(MfaDeviceDefinition unassigned) => new() { UnassignedMfaDevices = [new(unassigned.SerialNumber, unassigned)] };

    public static AccountChange Put(AccountSettings settings) => new() { Settings = settings };

    public static AccountChange RemoveUser(string name) => new() { Users = [new(name, null)] };

    public static AccountChange RemoveGroup(string name) => new() { Groups = [new(name, null)] };

    public static AccountChange RemoveRole(string name) => new() { Roles = [new(name, null)] };

    public static AccountChange RemovePolicy(string arn) => new() { Policies = [new(arn, null)] };

    public static AccountChange RemoveOidcProvider(string url) => new() { OidcProviders = [new(url, null)] };

    public static AccountChange RemoveSamlProvider(string name) => new() { SamlProviders = [new(name, null)] };

    public static AccountChange RemoveUnassignedMfaDevice(string serialNumber) => new() { UnassignedMfaDevices = [new(serialNumber, null)] };
}
