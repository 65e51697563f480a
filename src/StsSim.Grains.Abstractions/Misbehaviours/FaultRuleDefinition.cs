namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>A fault rule as it was accepted: gateways compile the text, grains only keep it.</summary>
/// <param name="Json">The rule, an object with everything in it but the id.</param>
/// <param name="Generation">Another each time the rule is put: its counts, and the order of what it does, begin anew with it.</param>
/// <param name="Lifetime">How long after it was put the rule ends by itself, or <see langword="null"/>.</param>
[GenerateSerializer, Immutable, Alias("stssim.FaultRuleDefinition")]
public sealed record FaultRuleDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] string Json,
    [property: Id(2)] long Generation,
    [property: Id(3)] TimeSpan? Lifetime = null)
{
    /// <summary>When the rule ends by itself, or <see langword="null"/>.</summary>
    [Id(4)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the rule was put: its schedule counts from then.</summary>
    [Id(5)] public DateTimeOffset BeganAt { get; init; }

    /// <summary>The rule as it is put now.</summary>
    internal FaultRuleDefinition PutAt(DateTimeOffset now, long generation) =>
        this with { Generation = generation, BeganAt = now, ExpiresAt = now + Lifetime };
}
