namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>A fault rule as it was accepted: gateways compile the text, grains only keep it.</summary>
/// <param name="Json">The rule, an object with everything in it but the id.</param>
/// <param name="Generation">Another each time the rule is put: its counts, and the order of what it does, begin anew with it.</param>
/// <param name="ExpiresAt">When the rule ends by itself, or <see langword="null"/>.</param>
[GenerateSerializer, Immutable, Alias("stssim.FaultRuleDefinition")]
public sealed record FaultRuleDefinition(
    [property: Id(0)] string Id,
    [property: Id(1)] string Json,
    [property: Id(2)] long Generation,
    [property: Id(3)] DateTimeOffset? ExpiresAt = null);
