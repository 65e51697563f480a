using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// Load over time in at most <see cref="LoadSlot.Most"/> slots: of a second each, and of twice that whenever a run does not
/// fit any more. Slots without load take no room.
/// </summary>
internal sealed class LoadTimeline
{
    private readonly SortedList<long, LoadSlot> _slots = [];

    /// <summary>How long a slot is, in seconds.</summary>
    public int Width { get; private set; } = 1;

    /// <summary>In order; those without load are not among them.</summary>
    public IReadOnlyList<LoadSlot> Slots => [.. _slots.Values];

    public void Add(long arrivedAt, in LoadSlot counts)
    {
        long second = arrivedAt / TimeSpan.TicksPerSecond;
        AddAt(second / Width, counts);
        while (_slots.Count > 0 && _slots.GetKeyAtIndex(_slots.Count - 1) - _slots.GetKeyAtIndex(0) >= LoadSlot.Most)
        {
            Widen();
        }
    }

    private void Widen()
    {
        LoadSlot[] slots = [.. _slots.Values];
        Width *= 2;
        _slots.Clear();
        foreach (LoadSlot slot in slots)
        {
            AddAt(slot.At.UtcTicks / TimeSpan.TicksPerSecond / Width, slot);
        }
    }

    private void AddAt(long index, in LoadSlot counts)
    {
        int at = _slots.IndexOfKey(index);
        LoadSlot known = at < 0 ? default : _slots.GetValueAtIndex(at);
        var sum = new LoadSlot(
            new DateTimeOffset(index * Width * TimeSpan.TicksPerSecond, TimeSpan.Zero),
            Width,
            known.Requests + counts.Requests,
            known.Ok + counts.Ok,
            known.Throttled + counts.Throttled,
            known.Failed + counts.Failed,
            known.Invocations + counts.Invocations,
            known.Succeeded + counts.Succeeded,
            known.Retries + counts.Retries,
            known.Sessions + counts.Sessions);
        if (at < 0)
        {
            _slots.Add(index, sum);
        }
        else
        {
            _slots.SetValueAtIndex(at, sum);
        }
    }
}
