using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>What several groups of clients did together since the last reset.</summary>
internal readonly record struct LoadTotals(
    long Requests,
    long Ok,
    long Throttled,
    long ClientErrors,
    long ServerErrors,
    long Abandoned,
    long Retries,
    long Attempts,
    long Invocations)
{
    /// <summary>Attempts for each invocation; <see langword="null"/> where there was none.</summary>
    public double? Amplification => Invocations > 0 ? (double)Attempts / Invocations : null;

    public static LoadTotals Of(IEnumerable<ClientGroupGlance> groups)
    {
        var totals = default(LoadTotals);
        foreach (ClientGroupGlance group in groups)
        {
            totals = new LoadTotals(
                totals.Requests + group.Requests,
                totals.Ok + group.Ok,
                totals.Throttled + group.Throttled,
                totals.ClientErrors + group.ClientErrors,
                totals.ServerErrors + group.ServerErrors,
                totals.Abandoned + group.Abandoned,
                totals.Retries + group.Retries,
                totals.Attempts + group.Attempts,
                totals.Invocations + group.Invocations);
        }

        return totals;
    }

    /// <summary>What came since <paramref name="earlier"/>; after a reset, what came since that.</summary>
    public LoadTotals Since(LoadTotals earlier) => Requests < earlier.Requests
        ? this
        : new LoadTotals(
            Requests - earlier.Requests,
            Ok - earlier.Ok,
            Throttled - earlier.Throttled,
            ClientErrors - earlier.ClientErrors,
            ServerErrors - earlier.ServerErrors,
            Abandoned - earlier.Abandoned,
            Retries - earlier.Retries,
            Attempts - earlier.Attempts,
            Invocations - earlier.Invocations);
}
