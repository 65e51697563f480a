namespace StsSim.Grains.Abstractions.Misbehaviours;

/// <summary>How often a rule was for a request, and how often it struck one.</summary>
[GenerateSerializer, Immutable, Alias("stssim.FaultCount")]
public sealed record FaultCount(
    [property: Id(0)] string RuleId,
    [property: Id(1)] long Generation,
    [property: Id(2)] long Considered,
    [property: Id(3)] long Fired);
