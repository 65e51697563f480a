using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>What came between two readings.</summary>
/// <param name="Seconds">How far they are apart: about one.</param>
/// <param name="Amplification">Over the last ten seconds.</param>
/// <param name="RequestsByGroup">By the key of the group.</param>
internal sealed record LoadRates(double Seconds, LoadTotals Came, double? Amplification, IReadOnlyDictionary<string, long> RequestsByGroup)
{
    public double PerSecond(long count) => Math.Round(count / Seconds, 2);

    public double RequestsPerSecond(IEnumerable<ClientGroupGlance> groups) => PerSecond(groups.Sum(group => RequestsByGroup[group.Group.Key]));
}
