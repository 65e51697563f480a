using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>All a gateway needs to know of an account, immutable and versioned.</summary>
[GenerateSerializer, Immutable, Alias("stssim.AccountSnapshot")]
public sealed record AccountSnapshot
{
    /// <summary>Grows by one with every change; a gateway keeps the highest it has seen.</summary>
    [Id(0)] public required long Version { get; init; }

    [Id(1)] public required AccountDefinition Account { get; init; }

    /// <summary>Its own quotas, or <see langword="null"/> where it follows those of the world.</summary>
    [Id(2)] public required AccountQuotas? Quotas { get; init; }

    /// <summary>By <see cref="SessionHolder"/>: sessions issued up to that instant are revoked.</summary>
    [Id(3)] public IReadOnlyDictionary<string, DateTimeOffset> RevokedBefore { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>Sessions issued before that instant, to whomever, are revoked: they are of a world before this one.</summary>
    [Id(4)] public DateTimeOffset ProvisionedAt { get; init; }

    /// <summary>What the account is told to do wrong, besides what everybody meets.</summary>
    [Id(5)] public Misbehaviour Misbehaviour { get; init; } = Misbehaviour.None;
}
