namespace StsSim.Grains.Observatory;

/// <summary>What clients did when an answer named the time to wait.</summary>
/// <param name="IsAws">Whether in <c>x-amz-retry-after</c>, and not in <c>Retry-After</c>.</param>
/// <param name="Retries">Retries that followed such an answer.</param>
/// <param name="Early">Those that came before the time, by more than the grain of the clock.</param>
/// <param name="Late">Those that came more than five seconds after it.</param>
internal sealed record HintEvidence(bool IsAws, long Retries, long Early, long Late)
{
    /// <summary>The shortest time that was named, in milliseconds; 0 where it was not kept.</summary>
    public int LeastMs { get; init; }

    /// <summary>The longest time that was named, in milliseconds; 0 where it was not kept.</summary>
    public int MostMs { get; init; }

    public HintEvidence Plus(HintEvidence other) => new(IsAws, Retries + other.Retries, Early + other.Early, Late + other.Late)
    {
        LeastMs = LeastMs == 0 ? other.LeastMs : other.LeastMs == 0 ? LeastMs : Math.Min(LeastMs, other.LeastMs),
        MostMs = Math.Max(MostMs, other.MostMs),
    };
}
