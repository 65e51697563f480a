using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Simulation;

/// <summary>What a fleet is asked to live through.</summary>
internal sealed record FleetParameters
{
    public int Pods { get; init; } = 50_000;

    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(90);

    /// <summary><see langword="null"/> where no pod is replaced.</summary>
    public RollingRestart? Restart { get; init; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));

    /// <summary>Of each fleet for itself.</summary>
    public Quota Quota { get; init; } = Quota.OfRate(600);

    /// <summary>The median.</summary>
    public TimeSpan ServiceLatency { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How often a pod uses its session: a use is what notices that the session is due for renewal.</summary>
    public TimeSpan UseEvery { get; init; } = TimeSpan.FromSeconds(10);

    public IReadOnlyList<Outage> Outages { get; init; } = [];

    public FleetStart Start { get; init; } = FleetStart.Spread;

    public int Seed { get; init; } = 1;

    public IReadOnlyList<FleetGroup> Groups { get; init; } = [FleetGroup.Find("boto3-legacy")!, FleetGroup.Find("sdk-2026")!];
}
