using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Operations.Observation;

/// <summary>What this gateway saw of one group of clients and has not told yet.</summary>
internal sealed class GroupObservations(ClientGroup group)
{
    // More than a gateway answers between two flushes, of all groups together; what comes while nobody listens is counted.
    private const int Most = 50_000;

    // What a client costs here is little, but there may be any number of them.
    private const int MostClients = 20_000;

    private static int _waiting;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<ClientKey, ClientEntry> _clients = new();
    private readonly List<ObservedAttempt> _attempts = [];
    private ObservedAttempt[] _counted = [];
    private int _reusable;
    private List<ObservedClient> _told = [];
    private List<ObservedSegment> _segments = [];
    private long _dropped;
    private int _batch;
    private int _clientCount;

    public ClientGroup Group => group;

    /// <summary>For how many rounds there was nothing to tell.</summary>
    public int QuietRounds { get; private set; }

    public ClientEntry ClientOf(AwsCall call)
    {
        var key = ClientKey.Of(call);
        if (_clients.TryGetValue(key, out ClientEntry? known))
        {
            return known;
        }

        if (Interlocked.Increment(ref _clientCount) > MostClients)
        {
            _clients.Clear();
            Interlocked.Exchange(ref _clientCount, 1);
        }

        return _clients.GetOrAdd(key, new ClientEntry(ClientKey.Describe(call)));
    }

    /// <summary>Something to note a request in; of the last batch as long as there is, where its grain has counted that.</summary>
    public ObservedAttempt NewAttempt()
    {
        ObservedAttempt? counted = null;
        lock (_lock)
        {
            if (_reusable > 0)
            {
                counted = _counted[--_reusable];
                _counted[_reusable] = null!;
            }
        }

        counted?.Reset();
        return counted ?? new ObservedAttempt();
    }

    public void Append(ClientEntry client, ExperimentPhase? phase, ObservedAttempt attempt)
    {
        if (Interlocked.Increment(ref _waiting) > Most)
        {
            Interlocked.Decrement(ref _waiting);
            Interlocked.Increment(ref _dropped);
            return;
        }

        lock (_lock)
        {
            if (client.Batch != _batch)
            {
                (client.Batch, client.Index) = (_batch, _told.Count);
                _told.Add(client.Client);
            }

            attempt.Client = client.Index;
            attempt.Segment = SegmentOf(phase);
            _attempts.Add(attempt);
        }
    }

    /// <summary>What there is to tell, which is forgotten here; <see langword="null"/> where there is nothing.</summary>
    public ObservedBatch? TakeBatch()
    {
        lock (_lock)
        {
            if (_attempts.Count == 0 && _dropped == 0)
            {
                QuietRounds++;
                (_counted, _reusable) = ([], 0);
                return null;
            }

            QuietRounds = 0;
            Interlocked.Add(ref _waiting, -_attempts.Count);
            var batch = new ObservedBatch(group, _told, _segments, [.. _attempts], Interlocked.Exchange(ref _dropped, 0));
            _attempts.Clear();
            (_told, _segments) = ([], []);
            _batch++;
            return batch;
        }
    }

    /// <summary>Takes back what its grain has counted, which keeps nothing of it.</summary>
    public void Counted(ObservedBatch batch)
    {
        lock (_lock)
        {
            (_counted, _reusable) = (batch.Attempts, batch.Attempts.Length);
        }
    }

    /// <summary>Counts what could not be told: kept, it would come twice where it had arrived after all.</summary>
    public void Lost(ObservedBatch batch) => Interlocked.Add(ref _dropped, batch.Attempts.Length + batch.Dropped);

    private int SegmentOf(ExperimentPhase? phase)
    {
        if (phase is null)
        {
            return -1;
        }

        for (int segment = _segments.Count - 1; segment >= 0; segment--)
        {
            if (_segments[segment].Phase == phase.Index && _segments[segment].ExperimentId == phase.ExperimentId)
            {
                return segment;
            }
        }

        _segments.Add(new ObservedSegment(phase.ExperimentId, phase.Index, phase.Name));
        return _segments.Count - 1;
    }
}
