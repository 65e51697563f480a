using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory;

namespace StsSim.Grains.Tests.Observatory;

public sealed class RhythmTests
{
    [Fact]
    public void Retries_at_random_are_a_poisson_process_and_keep_no_step()
    {
        var rhythm = new RetryRhythm();
        var random = new Random(7);
        double at = 0;
        for (int i = 0; i < 20_000; i++)
        {
            at += -Math.Log(1 - random.NextDouble()) * 10;
            rhythm.Add(SeenClients.TicksAt(at));
        }

        Assert.InRange(rhythm.Burstiness!.Value, 0.85, 1.15);
        Assert.InRange(rhythm.Synchronisation!.Value, 0, 0.05);
    }

    [Fact]
    public void Retries_of_a_fleet_without_jitter_come_in_bursts_and_in_step()
    {
        var rhythm = new RetryRhythm();
        for (int second = 0; second < 60; second++)
        {
            for (int client = 0; client < 100; client++)
            {
                rhythm.Add(SeenClients.TicksAt((second * 1000) + (client % 10)));
            }
        }

        Assert.InRange(rhythm.Burstiness!.Value, 50, 110);
        Assert.InRange(rhythm.Synchronisation!.Value, 0.99, 1);
    }

    [Fact]
    public void Too_few_tell_nothing_and_sums_are_what_their_parts_are()
    {
        var one = new RetryRhythm();
        var other = new RetryRhythm();
        var whole = new RetryRhythm();
        Assert.Null(one.Burstiness);
        Assert.Null(one.Synchronisation);
        for (int i = 0; i < 1000; i++)
        {
            double at = i * 37.0;
            (i < 500 ? one : other).Add(SeenClients.TicksAt(at));
            whole.Add(SeenClients.TicksAt(at));
        }

        one.Add(other);

        Assert.Equal(whole.Synchronisation!.Value, one.Synchronisation!.Value, 9);
        Assert.Equal(whole.Burstiness!.Value, one.Burstiness!.Value, 1);
    }

    [Fact]
    public void A_timeline_grows_coarser_and_loses_nothing()
    {
        var timeline = new LoadTimeline();
        for (int second = 0; second < 10_000; second++)
        {
            timeline.Add(SeenClients.TicksAt(second * 1000.0), new LoadSlot(default, 0, 3, 2, 1, 0, 3, 2, 0, 0));
        }

        Assert.Equal(16, timeline.Width);
        Assert.InRange(timeline.Slots.Count, 1, LoadSlot.Most);
        Assert.Equal(30_000, timeline.Slots.Sum(slot => slot.Requests));
        Assert.All(timeline.Slots, slot => Assert.Equal(0, slot.At.ToUnixTimeSeconds() % 16));
    }
}
