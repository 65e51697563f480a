using StsSim.LoadTests.Reports.Charts;

namespace StsSim.LoadTests.Tests.Reports.Charts;

public sealed class AxisScaleTests
{
    [Fact]
    public void A_linear_scale_ends_on_a_round_number_above_its_values()
    {
        var scale = new LinearScale(130, 6);

        Assert.Equal(["0", "50", "100", "150"], scale.Ticks.Select(tick => tick.Label));
        Assert.Equal(1, scale.Place(150));
        Assert.Equal(0.5, scale.Place(75));
    }

    [Theory]
    [InlineData(45, "s", new[] { "0", "5", "10", "15", "20", "25", "30", "35", "40", "45" })]
    [InlineData(90 * 60, "min", new[] { "0", "10", "20", "30", "40", "50", "60", "70", "80", "90" })]
    [InlineData(7 * 24 * 3600, "h", new[] { "0", "24", "48", "72", "96", "120", "144", "168" })]
    public void A_time_scale_speaks_in_the_unit_of_its_length(double end, string unit, string[] ticks)
    {
        var scale = new TimeScale(end, 10);

        Assert.Equal(unit, scale.Unit);
        Assert.Equal(ticks, scale.Ticks.Select(tick => tick.Label));
        Assert.Equal(1, scale.Place(end));
    }

    [Fact]
    public void A_log_scale_gives_every_decade_the_same_room()
    {
        var scale = new LogScale(0.7, 900, value => $"{value:0.#}");

        Assert.Equal(["0.1", "1", "10", "100", "1000"], scale.Ticks.Select(tick => tick.Label));
        Assert.Equal(0.5, scale.Place(10), precision: 6);
        Assert.Equal(0, scale.Place(0));
    }

    [Fact]
    public void A_percentile_scale_spreads_the_tail()
    {
        var scale = new PercentileScale(99.9);

        Assert.Equal(["0", "50", "90", "99", "99.9"], scale.Ticks.Select(tick => tick.Label));
        Assert.Equal(1 / 3d, scale.Place(90), precision: 6);
        Assert.Equal(2 / 3d, scale.Place(99), precision: 6);
    }
}
