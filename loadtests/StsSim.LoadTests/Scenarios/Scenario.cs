namespace StsSim.LoadTests.Scenarios;

internal abstract class Scenario
{
    public abstract string Name { get; }

    /// <summary>One sentence on what a run of it shows.</summary>
    public abstract string Shows { get; }

    /// <summary>Whether the target must let the run change its quotas.</summary>
    public abstract bool NeedsQuotaControl { get; }

    /// <param name="duration">Length of the whole run.</param>
    /// <param name="ratePerSecond">Invocations per second offered by each client group.</param>
    public abstract ScenarioPlan Plan(TimeSpan duration, double ratePerSecond);
}
