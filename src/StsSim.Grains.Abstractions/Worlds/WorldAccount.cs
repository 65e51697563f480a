using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Worlds;

/// <summary>One account of a world.</summary>
/// <param name="Quotas">Its own quotas, or <see langword="null"/> where it follows those of the world.</param>
[GenerateSerializer, Immutable, Alias("stssim.WorldAccount")]
public sealed record WorldAccount([property: Id(0)] AccountDefinition Account, [property: Id(1)] AccountQuotas? Quotas)
{
    /// <summary>What this account meets besides what everybody does.</summary>
    [Id(2)] public Misbehaviour Misbehaviour { get; init; } = Misbehaviour.None;
}
