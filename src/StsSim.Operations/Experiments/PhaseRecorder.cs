using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Operations.Experiments;

/// <summary>What this gateway has answered in one phase of an experiment and not told yet.</summary>
internal sealed class PhaseRecorder(ExperimentPhase phase)
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, ServedCounts> _slots = [];
    private readonly long[] _latencies = new long[LatencyBuckets.Count];
    private long _slowestMicroseconds;
    private int _quietRounds;
    private bool _isRetired;

    /// <summary>Counts a request.</summary>
    /// <param name="arrivedAt">When it came in, which says in what slot it counts.</param>
    /// <returns>Whether it did: not where the recorder is retired, and another one begins.</returns>
    public bool TryRecord(in ServedRequest request, DateTimeOffset arrivedAt)
    {
        int slot = (int)Math.Clamp((arrivedAt - phase.StartedAt).Ticks / phase.SlotWidth.Ticks, 0, phase.SlotCount - 1);
        ServedCounts one = CountsOf(request);
        long microseconds = request.Duration.Ticks / TicksPerMicrosecond;
        lock (_lock)
        {
            if (_isRetired)
            {
                return false;
            }

            CollectionsMarshal.GetValueRefOrAddDefault(_slots, slot, out _) += one;
            _latencies[LatencyBuckets.Of(microseconds)]++;
            _slowestMicroseconds = Math.Max(_slowestMicroseconds, microseconds);
            return true;
        }
    }

    /// <summary>What there is to tell, which is forgotten here; <see langword="null"/> where there is nothing.</summary>
    public ServedBatch? TakeBatch()
    {
        lock (_lock)
        {
            if (_slots.Count == 0)
            {
                _quietRounds++;
                return null;
            }

            var latencies = new List<KeyValuePair<int, long>>();
            for (int bucket = 0; bucket < _latencies.Length; bucket++)
            {
                if (_latencies[bucket] > 0)
                {
                    latencies.Add(new(bucket, _latencies[bucket]));
                }
            }

            var batch = new ServedBatch(phase.Index, [.. _slots.Select(slot => new ServedSlot(slot.Key, slot.Value))], latencies, _slowestMicroseconds);
            _slots.Clear();
            Array.Clear(_latencies);
            (_slowestMicroseconds, _quietRounds) = (0, 0);
            return batch;
        }
    }

    /// <summary>Takes back what could not be told.</summary>
    public void PutBack(ServedBatch batch)
    {
        lock (_lock)
        {
            foreach (ServedSlot slot in batch.Slots)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_slots, slot.Index, out _) += slot.Counts;
            }

            foreach ((int bucket, long requests) in batch.Latencies)
            {
                _latencies[bucket] += requests;
            }

            _slowestMicroseconds = Math.Max(_slowestMicroseconds, batch.SlowestMicroseconds);
        }
    }

    /// <summary>Retires a recorder that had nothing to tell for so many rounds. Returns whether it is retired.</summary>
    public bool TryRetire(int quietRounds)
    {
        lock (_lock)
        {
            return _isRetired = _isRetired || (_slots.Count == 0 && _quietRounds >= quietRounds);
        }
    }

    // Each request has one outcome; that a fault met it, and that it was a retry, is said besides.
    private static ServedCounts CountsOf(in ServedRequest request)
    {
        AttemptOutcome outcome = request.Outcome;
        return new ServedCounts
        {
            Requests = 1,
            Abandoned = outcome == AttemptOutcome.Abandoned ? 1 : 0,
            Throttled = outcome == AttemptOutcome.Throttled ? 1 : 0,
            Ok = outcome == AttemptOutcome.Ok ? 1 : 0,
            ClientErrors = outcome == AttemptOutcome.ClientError ? 1 : 0,
            ServerErrors = outcome == AttemptOutcome.ServerError ? 1 : 0,
            Faulted = request.FaultId is null ? 0 : 1,
            Retries = request.Attempt > 1 ? 1 : 0,
        };
    }
}
