using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class VirtualTimeTests
{
    private static readonly TimeSpan End = TimeSpan.FromMinutes(1);

    [Fact]
    public void Events_happen_in_the_order_of_their_moments_and_then_of_their_planning()
    {
        var time = new VirtualTime<string>();
        time.At(TimeSpan.FromSeconds(2), "third");
        time.At(TimeSpan.FromSeconds(1), "first");
        time.At(TimeSpan.FromSeconds(1), "second");
        time.At(TimeSpan.FromSeconds(2), "fourth");

        List<(string, double)> happened = [];
        while (time.TryNext(End, out string? next))
        {
            happened.Add((next, time.Now.TotalSeconds));
        }

        Assert.Equal([("first", 1), ("second", 1), ("third", 2), ("fourth", 2)], happened);
        Assert.Equal((End, 4), (time.Now, time.Happened));
    }

    [Fact]
    public void What_an_event_plans_for_its_own_moment_still_happens_in_it()
    {
        var time = new VirtualTime<int>();
        time.At(TimeSpan.FromSeconds(1), 0);
        Assert.True(time.TryNext(End, out _));
        time.At(time.Now, 1);

        Assert.True(time.TryNext(End, out int next));
        Assert.Equal((1, TimeSpan.FromSeconds(1)), (next, time.Now));
    }

    [Fact]
    public void The_end_and_what_comes_after_it_do_not_happen()
    {
        var time = new VirtualTime<int>();
        time.At(End, 0);

        Assert.False(time.TryNext(End, out _));
        Assert.Equal(End, time.Now);
    }

    [Fact]
    public void Nothing_is_planned_for_the_past()
    {
        var time = new VirtualTime<int>();
        time.At(TimeSpan.FromSeconds(2), 0);
        time.TryNext(End, out _);

        Assert.Throws<ArgumentOutOfRangeException>(() => time.At(TimeSpan.FromSeconds(1), 0));
    }

    [Fact]
    public void Measurements_read_it_as_they_read_any_clock()
    {
        var time = new VirtualTime<int>();
        var provider = new VirtualTimeProvider<int>(time);
        long before = provider.GetTimestamp();
        time.At(TimeSpan.FromSeconds(2.5), 0);
        time.TryNext(End, out _);

        Assert.Equal(TimeSpan.FromSeconds(2.5), provider.GetElapsedTime(before));
        Assert.Throws<NotSupportedException>(() => provider.CreateTimer(_ => { }, null, TimeSpan.Zero, TimeSpan.Zero));
    }
}
