namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>One account: its settings and its identities, each kind in no particular order.</summary>
[GenerateSerializer, Immutable, Alias("stssim.AccountDefinition")]
public sealed record AccountDefinition
{
    /// <summary>Twelve digits.</summary>
    [Id(0)] public required string AccountId { get; init; }

    [Id(1)] public AccountSettings Settings { get; init; } = AccountSettings.Default;

    [Id(2)] public IReadOnlyList<UserDefinition> Users { get; init; } = [];

    [Id(3)] public IReadOnlyList<GroupDefinition> Groups { get; init; } = [];

    [Id(4)] public IReadOnlyList<RoleDefinition> Roles { get; init; } = [];

    [Id(5)] public IReadOnlyList<ManagedPolicyDefinition> Policies { get; init; } = [];

    [Id(6)] public IReadOnlyList<OidcProviderDefinition> OidcProviders { get; init; } = [];

    [Id(7)] public IReadOnlyList<SamlProviderDefinition> SamlProviders { get; init; } = [];

    /// <summary>Virtual MFA devices that no user has enabled.</summary>
    [Id(8)] public IReadOnlyList<MfaDeviceDefinition> UnassignedMfaDevices { get; init; } = [];
}
