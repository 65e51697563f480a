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
}
