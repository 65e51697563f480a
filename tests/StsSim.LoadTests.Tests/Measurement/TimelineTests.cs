using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Tests.Measurement;

public sealed class TimelineTests
{
    [Fact]
    public void Arrivals_and_latency_stand_at_the_intended_start_and_outcomes_where_they_came()
    {
        var timeline = new Timeline(TimeSpan.FromSeconds(3));
        timeline.Offered(TimeSpan.FromSeconds(0.5));
        timeline.Sent(TimeSpan.FromSeconds(0.6));
        timeline.Throttled(TimeSpan.FromSeconds(0.7));
        timeline.Sent(TimeSpan.FromSeconds(2.1));
        timeline.Ended(
            new Invocation(0, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.6)),
            new InvocationOutcome(InvocationEnd.Ok, 2, 2, 1),
            TimeSpan.FromSeconds(2.5));

        IReadOnlyList<TimelineSlot> slots = timeline.Slots();

        Assert.Equal(3, slots.Count);
        Assert.Equal((1L, 1L, 0L, 1L), (slots[0].Offered, slots[0].Attempts, slots[0].Ok, slots[0].Throttled));
        Assert.Equal((0L, 1L, 1L, 0L), (slots[2].Offered, slots[2].Attempts, slots[2].Ok, slots[2].Throttled));
        Assert.InRange(slots[0].P50!.Value.TotalSeconds, 1.97, 2.03);
        Assert.Null(slots[2].P50);
    }

    [Fact]
    public void A_long_run_gets_wider_slots_instead_of_more_memory()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), new Timeline(TimeSpan.FromMinutes(5)).SlotWidth);
        Assert.Equal(TimeSpan.FromSeconds(288), new Timeline(TimeSpan.FromHours(24)).SlotWidth);
    }
}
