using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Measurement;

/// <summary>
/// What happened when, in slots of equal width: arrivals and latency under the intended start, requests and answers
/// under the moment they passed. Not thread-safe.
/// </summary>
internal sealed class Timeline
{
    // More than this cannot be told apart on a chart, and each slot keeps a histogram.
    private const int MostSlots = 300;

    private readonly List<Slot> _slots = [];

    public Timeline(TimeSpan duration) =>
        SlotWidth = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(duration.TotalSeconds / MostSlots)));

    public TimeSpan SlotWidth { get; }

    public void Offered(TimeSpan intended) => At(intended).Offered++;

    public void Sent(TimeSpan moment) => At(moment).Attempts++;

    public void Throttled(TimeSpan moment) => At(moment).Throttled++;

    public void Ended(Invocation invocation, InvocationOutcome outcome, TimeSpan end)
    {
        Slot ending = At(end);
        ending.Ok += outcome.End == InvocationEnd.Ok ? 1 : 0;
        ending.GivenUp += outcome.End == InvocationEnd.GivenUp ? 1 : 0;
        At(invocation.IntendedStart).Latency.Record(end - invocation.IntendedStart);
    }

    public IReadOnlyList<TimelineSlot> Slots() =>
    [
        .. _slots.Select((slot, index) => new TimelineSlot(
            SlotWidth * index,
            slot.Offered,
            slot.Attempts,
            slot.Ok,
            slot.Throttled,
            slot.GivenUp,
            slot.Latency.Percentile(50),
            slot.Latency.Percentile(99))),
    ];

    public IReadOnlyList<SlotState> State() =>
        [.. _slots.Select(slot => new SlotState(slot.Offered, slot.Attempts, slot.Ok, slot.Throttled, slot.GivenUp, slot.Latency.Recorded()))];

    /// <summary>Adds what another process saw, whose run began at the same moment.</summary>
    public void Add(IReadOnlyList<SlotState> other)
    {
        for (int index = 0; index < other.Count; index++)
        {
            Slot slot = At(index);
            slot.Offered += other[index].Offered;
            slot.Attempts += other[index].Attempts;
            slot.Ok += other[index].Ok;
            slot.Throttled += other[index].Throttled;
            slot.GivenUp += other[index].GivenUp;
            slot.Latency.Add(other[index].Latency);
        }
    }

    private Slot At(TimeSpan moment) => At(Math.Max(0, (int)(moment / SlotWidth)));

    private Slot At(int index)
    {
        while (_slots.Count <= index)
        {
            _slots.Add(new Slot());
        }

        return _slots[index];
    }

    private sealed class Slot
    {
        public long Offered { get; set; }

        public long Attempts { get; set; }

        public long Ok { get; set; }

        public long Throttled { get; set; }

        public long GivenUp { get; set; }

        public LatencyDistribution Latency { get; } = LatencyDistribution.Coarse();
    }
}
