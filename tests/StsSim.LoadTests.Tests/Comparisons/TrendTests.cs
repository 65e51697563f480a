using StsSim.Comparisons.Soak;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class TrendTests
{
    [Fact]
    public void Points_on_a_line_have_its_slope_and_no_error()
    {
        var trend = Trend.Through([(1, 7), (2, 10), (4, 16), (8, 28)]);

        Assert.Equal(3, trend.Slope, precision: 9);
        Assert.Equal(0, trend.Error, precision: 6);
    }

    [Fact]
    public void Scatter_about_a_line_is_its_error()
    {
        // Worked by hand: slope 0.6; residuals -0.6, 0.8, 0.2, -0.4 about it; their squares 1.2 over two degrees of freedom and a width of 5.
        var trend = Trend.Through([(1, 1), (2, 3), (3, 3), (4, 3)]);

        Assert.Equal(0.6, trend.Slope, precision: 9);
        Assert.Equal(Math.Sqrt(1.2 / 2 / 5), trend.Error, precision: 9);
        Assert.Equal(0.6 - (2 * trend.Error), trend.Least, precision: 9);
        Assert.Equal(0.6 + (2 * trend.Error), trend.Most, precision: 9);
    }

    [Fact]
    public void Two_points_tell_no_error() => Assert.Equal(double.PositiveInfinity, Trend.Through([(1, 1), (2, 9)]).Error);

    [Fact]
    public void One_point_tells_nothing() => Assert.Equal(double.PositiveInfinity, Trend.Through([(1, 1)]).Most);
}
