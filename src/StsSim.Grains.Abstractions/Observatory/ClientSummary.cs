namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What is known of one client of a group.</summary>
/// <param name="Sources">From how many addresses it called; more than eight are not told apart.</param>
/// <param name="Sessions">Sessions issued to it.</param>
/// <param name="Goodput">Invocations that ended well, a second, from its first request to its last.</param>
[GenerateSerializer, Immutable, Alias("stssim.ClientSummary")]
public sealed record ClientSummary(
    [property: Id(0)] ClientGroup Group,
    [property: Id(1)] string Principal,
    [property: Id(2)] DateTimeOffset FirstSeen,
    [property: Id(3)] DateTimeOffset LastSeen,
    [property: Id(4)] int Sources,
    [property: Id(5)] long Requests,
    [property: Id(6)] long Attempts,
    [property: Id(7)] long Invocations,
    [property: Id(8)] long Ok,
    [property: Id(9)] long Throttled,
    [property: Id(10)] long Failed,
    [property: Id(11)] long Succeeded,
    [property: Id(12)] long GivenUp,
    [property: Id(13)] long Sessions,
    [property: Id(14)] double? Goodput)
{
    public double? Amplification => Invocations > 0 ? (double)Attempts / Invocations : null;
}
