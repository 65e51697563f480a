namespace StsSim.LoadTests.Simulation;

/// <summary>The what-if: each group of rules as a whole fleet, facing a quota of its own.</summary>
internal static class FleetSimulation
{
    /// <summary>Fleets do not meet, so they are reckoned side by side; the results are in the order of the groups.</summary>
    /// <param name="progress">Told now and then, by any thread, how much of its virtual time a fleet has behind it, from 0 to 1.</param>
    public static IReadOnlyList<FleetResult> Run(
        FleetParameters parameters, Action<FleetGroup, double>? progress, CancellationToken cancellationToken)
    {
        var results = new FleetResult[parameters.Groups.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, results.Length, options, index =>
        {
            FleetGroup group = parameters.Groups[index];
            results[index] = new FleetModel(parameters, group).Run(share => progress?.Invoke(group, share), cancellationToken);
        });
        return results;
    }
}
