using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// Load over time in at most <see cref="LoadSlot.Most"/> slots: of a second each, and of twice that whenever a run does not
/// fit any more. Slots without load take no room.
/// </summary>
internal sealed class LoadTimeline
{
    private readonly SortedList<long, LoadSlot> _slots = [];

    // The last one is added to in place: most of what comes is of this second.
    private long _openIndex = long.MinValue;
    private LoadSlot _open;

    /// <summary>How long a slot is, in seconds.</summary>
    public int Width { get; private set; } = 1;

    /// <summary>In order; those without load are not among them.</summary>
    public IReadOnlyList<LoadSlot> Slots
    {
        get
        {
            Close();
            return [.. _slots.Values];
        }
    }

    public void Add(ObservedAttempt attempt, bool isFirst, bool isRetry, bool isNewSuccess, bool isRefresh) => Add(
        attempt.ArrivedAt,
        new LoadSlot(
            default,
            0,
            Requests: 1,
            Ok: attempt.Outcome == AttemptOutcome.Ok ? 1 : 0,
            Throttled: attempt.Outcome == AttemptOutcome.Throttled ? 1 : 0,
            Failed: attempt.Outcome is AttemptOutcome.Ok or AttemptOutcome.Throttled ? 0 : 1,
            Invocations: isFirst ? 1 : 0,
            Succeeded: isNewSuccess ? 1 : 0,
            Retries: isRetry ? 1 : 0,
            Sessions: isRefresh ? 1 : 0));

    public void Add(long arrivedAt, in LoadSlot counts)
    {
        long index = arrivedAt / TimeSpan.TicksPerSecond / Width;
        if (index != _openIndex)
        {
            Close();
            while (_slots.Count > 0 && Math.Max(index, _slots.GetKeyAtIndex(_slots.Count - 1)) - Math.Min(index, _slots.GetKeyAtIndex(0)) >= LoadSlot.Most)
            {
                Widen();
                index = arrivedAt / TimeSpan.TicksPerSecond / Width;
            }

            _openIndex = index;
            _open = _slots.TryGetValue(index, out LoadSlot known) ? known : Empty(index);
        }

        _open = _open.Plus(counts);
    }

    private void Close()
    {
        if (_openIndex != long.MinValue)
        {
            _slots[_openIndex] = _open;
        }
    }

    private void Widen()
    {
        LoadSlot[] slots = [.. _slots.Values];
        Width *= 2;
        _slots.Clear();
        _openIndex = long.MinValue;
        foreach (LoadSlot slot in slots)
        {
            long index = slot.At.UtcTicks / TimeSpan.TicksPerSecond / Width;
            _slots[index] = (_slots.TryGetValue(index, out LoadSlot known) ? known : Empty(index)).Plus(slot);
        }
    }

    private LoadSlot Empty(long index) => new(new DateTimeOffset(index * Width * TimeSpan.TicksPerSecond, TimeSpan.Zero), Width, 0, 0, 0, 0, 0, 0, 0, 0);
}
