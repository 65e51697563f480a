namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What happened in one slot of time.</summary>
/// <param name="At">When the slot begins: a whole multiple of its length since 1970.</param>
/// <param name="Seconds">How long it is: 1, or twice that until a run fits into <see cref="Most"/> slots.</param>
/// <param name="Invocations">Begun in the slot.</param>
/// <param name="Succeeded">Invocations that ended well in the slot.</param>
/// <param name="Failed">Requests answered with an error that is no throttling, or not at all.</param>
/// <param name="Sessions">Sessions issued to clients that had one of the same kind before.</param>
[GenerateSerializer, Immutable, Alias("stssim.LoadSlot")]
public readonly record struct LoadSlot(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] int Seconds,
    [property: Id(2)] long Requests,
    [property: Id(3)] long Ok,
    [property: Id(4)] long Throttled,
    [property: Id(5)] long Failed,
    [property: Id(6)] long Invocations,
    [property: Id(7)] long Succeeded,
    [property: Id(8)] long Retries,
    [property: Id(9)] long Sessions)
{
    public const int Most = 900;

    /// <summary>This slot with what happened in another added to it.</summary>
    public LoadSlot Plus(in LoadSlot other) => this with
    {
        Requests = Requests + other.Requests,
        Ok = Ok + other.Ok,
        Throttled = Throttled + other.Throttled,
        Failed = Failed + other.Failed,
        Invocations = Invocations + other.Invocations,
        Succeeded = Succeeded + other.Succeeded,
        Retries = Retries + other.Retries,
        Sessions = Sessions + other.Sessions,
    };
}
