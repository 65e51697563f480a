using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Operations.Tests.Experiments;

/// <summary>An experiment that keeps every batch it was told, and can fail first.</summary>
internal sealed class RecordingExperiment : IExperimentGrain
{
    public List<ServedBatch> Batches { get; } = [];

    /// <summary>What happens before batches are taken; a failure keeps them from being taken.</summary>
    public Func<Task> OnRecord { get; set; } = () => Task.CompletedTask;

    /// <summary>All that was told of a phase.</summary>
    public ServedCounts Total(int phase) => Batches
        .Where(batch => batch.Phase == phase)
        .SelectMany(batch => batch.Slots)
        .Aggregate(default(ServedCounts), (sum, slot) => sum + slot.Counts);

    public async Task Record(IReadOnlyList<ServedBatch> batches)
    {
        await OnRecord();
        Batches.AddRange(batches);
    }

    public Task<ExperimentSummary?> Start(ExperimentDefinition definition) => throw new NotSupportedException();

    public ValueTask<ExperimentSummary?> Watch() => throw new NotSupportedException();

    public Task<ExperimentReport?> GetReport() => throw new NotSupportedException();

    public Task<bool> Stop(string reason) => throw new NotSupportedException();

    public Task<bool> Clear() => throw new NotSupportedException();
}
