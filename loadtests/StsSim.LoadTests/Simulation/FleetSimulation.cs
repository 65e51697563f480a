namespace StsSim.LoadTests.Simulation;

/// <summary>The what-if: each group of rules as a whole fleet, facing a quota of its own.</summary>
internal static class FleetSimulation
{
    public static IReadOnlyList<FleetResult> Run(FleetParameters parameters, CancellationToken cancellationToken) =>
        [.. parameters.Groups.Select(group => new FleetModel(parameters, group).Run(cancellationToken))];
}
