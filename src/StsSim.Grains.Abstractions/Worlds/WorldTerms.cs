using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Worlds;

/// <summary>What of a world is no account's own.</summary>
/// <param name="AccountIds">The default account first.</param>
/// <param name="Quotas">The quotas of every account that has none of its own.</param>
/// <param name="Seed">What faults are drawn from.</param>
[GenerateSerializer, Immutable, Alias("stssim.WorldTerms")]
public sealed record WorldTerms(
    [property: Id(0)] IReadOnlyList<string> AccountIds,
    [property: Id(1)] AccountQuotas Quotas,
    [property: Id(2)] Misbehaviour Misbehaviour,
    [property: Id(3)] long Seed);
