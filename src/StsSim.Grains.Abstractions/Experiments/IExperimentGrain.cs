using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>
/// One experiment: lays each phase over the world or an account when its time comes, takes the last one away, and counts
/// what gateways tell of it. Key: the experiment's id.
/// </summary>
[Alias("stssim.IExperimentGrain")]
public interface IExperimentGrain : IGrainWithStringKey
{
    /// <summary>Starts the experiment. Its first phase is in force on every gateway when this returns. The registry's alone to call.</summary>
    /// <returns>What it is now, or <see langword="null"/> where there is no such account.</returns>
    [Alias("Start"), ResponseTimeout(WorkPatience.Text)]
    Task<ExperimentSummary?> Start(ExperimentDefinition definition);

    /// <summary>What it is now; wakes it, so that a phase that is due begins. <see langword="null"/> where there is no such experiment.</summary>
    [AlwaysInterleave, Alias("Watch")]
    ValueTask<ExperimentSummary?> Watch();

    /// <summary>The report so far, with everything gateways had answered when it was asked for.</summary>
    [Alias("GetReport"), ResponseTimeout(WorkPatience.Text)]
    Task<ExperimentReport?> GetReport();

    /// <summary>Ends the experiment where it runs: what it laid over is taken away on every gateway when this returns.</summary>
    /// <param name="reason">A clause that follows "stopped because".</param>
    /// <returns>Whether it ran.</returns>
    [Alias("Stop"), ResponseTimeout(WorkPatience.Text)]
    Task<bool> Stop(string reason);

    /// <summary>Counts what a gateway answered.</summary>
    [AlwaysInterleave, Alias("Record")]
    Task Record(IReadOnlyList<ServedBatch> batches);

    /// <summary>Forgets an experiment that has ended; one that runs stays.</summary>
    /// <returns>Whether there is none any more.</returns>
    [Alias("Clear")]
    Task<bool> Clear();
}
