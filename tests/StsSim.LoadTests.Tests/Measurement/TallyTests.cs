using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Tests.Measurement;

public sealed class TallyTests
{
    [Fact]
    public void Every_way_to_end_is_counted_apart()
    {
        var tally = new Tally();
        End(tally, new InvocationOutcome(InvocationEnd.Ok, 1, 1, 0));
        End(tally, new InvocationOutcome(InvocationEnd.Ok, 3, 3, 2));
        End(tally, new InvocationOutcome(InvocationEnd.GivenUp, 3, 3, 3));
        End(tally, new InvocationOutcome(InvocationEnd.HeldBack, 0, 0, 0));
        End(tally, new InvocationOutcome(InvocationEnd.Failed, 1, 4, 0, ErrorCode: "AccessDenied"));
        End(tally, new InvocationOutcome(InvocationEnd.Unfinished, 2, 2, 1));
        tally.Dropped();

        TallyFigures figures = tally.Figures();

        Assert.Equal((7, 1, 6), (figures.Offered, figures.Dropped, figures.Started));
        Assert.Equal((2, 1, 1, 1, 1), (figures.Ok, figures.GivenUp, figures.HeldBack, figures.Failed, figures.Unfinished));
        Assert.Equal((10, 13, 5, 6), (figures.Attempts, figures.Sends, figures.Retried, figures.Throttled));
        Assert.Equal(10 / 6d, figures.Amplification!.Value, precision: 6);
        Assert.Equal(1, figures.Failures["AccessDenied"]);
        Assert.Equal(2, figures.AttemptsPerInvocation[3]);
    }

    [Fact]
    public void Nothing_measured_is_not_zero()
    {
        TallyFigures figures = new Tally().Figures();

        Assert.Null(figures.Amplification);
        Assert.Null(figures.Latency.P99);
        Assert.Empty(figures.LatencyCurve);
    }

    [Fact]
    public void The_percentile_curve_ends_where_the_measurements_do()
    {
        var tally = new Tally();
        for (int milliseconds = 1; milliseconds <= 1000; milliseconds++)
        {
            tally.Started();
            tally.Ended(default, new InvocationOutcome(InvocationEnd.Ok, 1, 1, 0), TimeSpan.FromMilliseconds(milliseconds));
        }

        IReadOnlyList<PercentilePoint> curve = tally.Figures().LatencyCurve;

        Assert.Equal(0, curve[0].Percentile);
        Assert.Equal(99.9, curve[^1].Percentile, precision: 6);
        Assert.All(curve.Zip(curve.Skip(1)), pair => Assert.True(pair.First.Latency <= pair.Second.Latency));
        Assert.InRange(curve.Single(point => Math.Abs(point.Percentile - 90) < 1e-6).Latency.TotalMilliseconds, 899, 902);
    }

    private static void End(Tally tally, InvocationOutcome outcome)
    {
        tally.Started();
        tally.Ended(new Invocation(0, TimeSpan.Zero, TimeSpan.Zero), outcome, TimeSpan.FromMilliseconds(5));
    }
}
