namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>The identities of one account, as provisioned.</summary>
[GenerateSerializer, Immutable, Alias("stssim.AccountDefinition")]
public sealed record AccountDefinition
{
    /// <summary>Twelve digits.</summary>
    [Id(0)] public required string AccountId { get; init; }

    [Id(1)] public string? Alias { get; init; }

    [Id(2)] public IReadOnlyList<AccessKeyDefinition> RootAccessKeys { get; init; } = [];

    [Id(3)] public IReadOnlyList<UserDefinition> Users { get; init; } = [];

    [Id(4)] public IReadOnlyList<RoleDefinition> Roles { get; init; } = [];

    [Id(5)] public IReadOnlyList<ManagedPolicyDefinition> Policies { get; init; } = [];

    [Id(6)] public IReadOnlyList<GroupDefinition> Groups { get; init; } = [];

    [Id(7)] public IReadOnlyList<OidcProviderDefinition> OidcProviders { get; init; } = [];

    [Id(8)] public IReadOnlyList<SamlProviderDefinition> SamlProviders { get; init; } = [];

    /// <summary>Regions whose STS endpoint is not activated for this account.</summary>
    [Id(9)] public IReadOnlyList<string> DisabledRegions { get; init; } = [];

    [Id(10)] public IReadOnlyList<MfaDeviceDefinition> RootMfaDevices { get; init; } = [];

    /// <summary>Service control policies that bind the account's principals: JSON documents by name; <see langword="null"/> where none limits them.</summary>
    [Id(11)] public IReadOnlyDictionary<string, string>? ServiceControlPolicies { get; init; }

    /// <summary>Resource control policies that bind the account's resources, likewise.</summary>
    [Id(12)] public IReadOnlyDictionary<string, string>? ResourceControlPolicies { get; init; }

    [Id(13)] public OrganizationMembership? Organization { get; init; }

    /// <summary>The issuer of the account's outbound web identity tokens, or <see langword="null"/> where that is not enabled.</summary>
    [Id(14)] public string? OutboundIssuer { get; init; }
}
