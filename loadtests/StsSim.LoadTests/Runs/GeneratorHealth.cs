using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Runs;

/// <summary>Whether the figures speak of the target or of the generator.</summary>
/// <param name="Lag">The worst of the client groups.</param>
/// <param name="CpuShare">Of all cores, by this process; it includes an embedded simulator.</param>
internal sealed record GeneratorHealth(LatencyFigures Lag, long Dropped, double CpuShare)
{
    private static readonly TimeSpan BearableLag = TimeSpan.FromMilliseconds(50);

    public bool WasTheLimit => Dropped > 0 || Lag.P99 > BearableLag;

    public static GeneratorHealth Of(IReadOnlyList<GroupResult> groups, double cpuShare) => new(
        groups.Select(group => group.Lag).MaxBy(lag => lag.P99 ?? TimeSpan.Zero)!,
        groups.Sum(group => group.Total.Dropped),
        cpuShare);
}
