using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Experiments;

/// <summary>
/// Counts what this gateway answers while experiments run, and tells their grains a few times a second and before a
/// report is read. Where none runs it costs a look.
/// </summary>
public sealed class ExperimentRecorder(
    IGrainFactory grains, StsInstruments instruments, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    // Of a quarter of a second each: a phase that nobody has called in for a minute costs nothing until somebody does.
    private const int QuietRounds = 240;

    private readonly ConcurrentDictionary<(string Experiment, int Phase), PhaseRecorder> _recorders = new();
    private readonly Lock _lock = new();
    private volatile ExperimentPhase? _worldPhase;
    private Task _lastFlush = Task.CompletedTask;

    /// <summary>The phase that lies over the world, or <see langword="null"/>. A request counts in the one it arrived in.</summary>
    public ExperimentPhase? WorldPhase
    {
        get => _worldPhase;
        set => _worldPhase = value;
    }

    /// <summary>Counts a request in the phase that lay over the world, and in the one that lay over its account; one at least does.</summary>
    /// <param name="worldPhase"><see cref="WorldPhase"/> when the request arrived.</param>
    public void Record(ExperimentPhase? worldPhase, in ServedRequest request)
    {
        DateTimeOffset arrivedAt = time.GetUtcNow() - request.Duration;
        if (worldPhase is not null)
        {
            RecordIn(worldPhase, request, arrivedAt);
        }

        if (request.Account?.Misbehaviour.Phase is { } accountPhase)
        {
            RecordIn(accountPhase, request, arrivedAt);
        }
    }

    /// <summary>Returns when everything recorded before the call has reached its grain.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            return _lastFlush = FlushAfterAsync(_lastFlush);
        }
    }

    private void RecordIn(ExperimentPhase phase, in ServedRequest request, DateTimeOffset arrivedAt)
    {
        (string, int) key = (phase.ExperimentId, phase.Index);
        PhaseRecorder recorder;
        do
        {
            recorder = _recorders.TryGetValue(key, out PhaseRecorder? known) ? known : _recorders.GetOrAdd(key, static (_, phase) => new PhaseRecorder(phase), phase);
        }
        while (!recorder.TryRecord(request, arrivedAt));
    }

    private async Task FlushAfterAsync(Task earlier)
    {
        await Task.WhenAny(earlier);
        await Task.WhenAll(_recorders.GroupBy(recorder => recorder.Key.Experiment).Select(recorders => FlushAsync(recorders.Key, recorders)));
    }

    private async Task FlushAsync(string experiment, IEnumerable<KeyValuePair<(string Experiment, int Phase), PhaseRecorder>> recorders)
    {
        var taken = new List<(PhaseRecorder Recorder, ServedBatch Batch)>();
        foreach (KeyValuePair<(string Experiment, int Phase), PhaseRecorder> recorder in recorders)
        {
            if (recorder.Value.TakeBatch() is { } batch)
            {
                taken.Add((recorder.Value, batch));
            }
            else if (recorder.Value.TryRetire(QuietRounds))
            {
                _recorders.TryRemove(recorder);
            }
        }

        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            instruments.CountGrainCall("experiment");
            await grains.GetGrain<IExperimentGrain>(experiment).Record([.. taken.Select(told => told.Batch)]);
        }
        catch
        {
            foreach ((PhaseRecorder recorder, ServedBatch batch) in taken)
            {
                recorder.PutBack(batch);
            }

            throw;
        }
    }
}
