using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Tests.Engine;

public sealed class LoadSimulationTests
{
    [Fact]
    public void Injecting_expects_rate_times_time()
    {
        var inject = new Inject(50, TimeSpan.FromSeconds(4));

        Assert.Equal(200, inject.TotalArrivals);
        Assert.Equal(TimeSpan.FromSeconds(2), inject.TimeOfArrival(100));
    }

    [Fact]
    public void A_ramp_expects_the_area_under_its_line()
    {
        var ramp = new RampingInject(10, 30, TimeSpan.FromSeconds(10));

        Assert.Equal(200, ramp.TotalArrivals);
        Assert.Equal(10, ramp.TimeOfArrival(200).TotalSeconds, precision: 6);

        // After 5 s at 10 to 20 a second, 75 should have come.
        Assert.Equal(5, ramp.TimeOfArrival(75).TotalSeconds, precision: 6);
    }

    [Fact]
    public void A_ramp_down_to_nothing_still_ends_in_time()
    {
        var ramp = new RampingInject(20, 0, TimeSpan.FromSeconds(10));

        Assert.Equal(100, ramp.TotalArrivals);
        Assert.Equal(10, ramp.TimeOfArrival(100).TotalSeconds, precision: 6);
    }

    [Fact]
    public void A_level_ramp_is_an_injection()
    {
        var ramp = new RampingInject(50, 50, TimeSpan.FromSeconds(4));

        Assert.Equal(2, ramp.TimeOfArrival(100).TotalSeconds, precision: 6);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Inject(0, TimeSpan.FromSeconds(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Inject(1, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RampingInject(0, 0, TimeSpan.FromSeconds(1)));
    }
}
