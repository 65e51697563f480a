namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>What an account has once: everything of it that is no identity.</summary>
[GenerateSerializer, Immutable, Alias("stssim.AccountSettings")]
public sealed record AccountSettings
{
    public static AccountSettings Default { get; } = new();

    [Id(0)] public string? Alias { get; init; }

    [Id(1)] public IReadOnlyList<AccessKeyDefinition> RootAccessKeys { get; init; } = [];

    [Id(2)] public IReadOnlyList<MfaDeviceDefinition> RootMfaDevices { get; init; } = [];

    /// <summary>Regions whose STS endpoint is not activated for this account.</summary>
    [Id(3)] public IReadOnlyList<string> DisabledRegions { get; init; } = [];

    /// <summary>Service control policies that bind the account's principals: JSON documents by name; <see langword="null"/> where none limits them.</summary>
    [Id(4)] public IReadOnlyDictionary<string, string>? ServiceControlPolicies { get; init; }

    /// <summary>Resource control policies that bind the account's resources, likewise.</summary>
    [Id(5)] public IReadOnlyDictionary<string, string>? ResourceControlPolicies { get; init; }

    [Id(6)] public OrganizationMembership? Organization { get; init; }

    /// <summary>The issuer of the account's outbound web identity tokens, or <see langword="null"/> where that is not enabled.</summary>
    [Id(7)] public string? OutboundIssuer { get; init; }

    /// <summary>
    /// Whether sessions that the global endpoint issues from now on are good in every Region (<c>v2Token</c>), or only in those that are on by
    /// default (<c>v1Token</c>).
    /// </summary>
    [Id(8)] public bool GlobalTokensAreValidEverywhere { get; init; }

    /// <summary>How late STS sees what IAM changes; <see langword="null"/> for at once, which is simpler than AWS.</summary>
    [Id(9)] public PropagationDelay? PropagationDelay { get; init; }
}
