namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>
/// What a measured delay has beside the backoff: the way there and back, reading the answer, signing anew, and a timer that is
/// late on a busy machine. Every delay has at least <paramref name="FloorMs"/> of it, and up to
/// <paramref name="LatenessMs"/> more, evenly spread.
/// </summary>
internal readonly record struct ClientOverhead(double FloorMs, double LatenessMs)
{
    /// <summary>
    /// What is considered possible: at most 32 ms always and 40 ms at times. A client that waits longer than that beyond its
    /// formula is slower than documented, whatever the reason.
    /// </summary>
    public static IReadOnlyList<ClientOverhead> Possible { get; } =
    [
        .. from floor in (double[])[0, 1, 2, 4, 8, 16, 32]
           from lateness in (double[])[0.5, 2, 5, 15, 40]
           select new ClientOverhead(floor, lateness),
    ];

    /// <summary>So many times as much, but no more than a machine at its limit has.</summary>
    public ClientOverhead Times(double factor) => new(Math.Min(FloorMs * factor, 40), Math.Min(LatenessMs * factor, 60));
}
