using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Tests.Engine;

public sealed class ArrivalScheduleTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public void Even_arrivals_have_equal_gaps_and_the_exact_count()
    {
        TimeSpan[] starts = Starts(ArrivalSpacing.Even, seed: 1, new Inject(100, TenSeconds));

        Assert.Equal(1000, starts.Length);
        Assert.Equal(TimeSpan.Zero, starts[0]);
        Assert.All(Gaps(starts), gap => Assert.Equal(0.01, gap, precision: 6));
    }

    [Fact]
    public void Poisson_arrivals_keep_the_rate_and_scatter_like_chance()
    {
        TimeSpan[] starts = Starts(ArrivalSpacing.Poisson, seed: 7, new Inject(1000, TenSeconds));
        double[] gaps = [.. Gaps(starts)];
        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));

        // Four standard deviations of a count of 10,000; and of exponential gaps the deviation equals the mean.
        Assert.InRange(starts.Length, 9_600, 10_400);
        Assert.InRange(deviation / mean, 0.95, 1.05);
        Assert.All(gaps, gap => Assert.True(gap >= 0));
        Assert.All(starts, start => Assert.InRange(start, TimeSpan.Zero, TenSeconds));
    }

    [Fact]
    public void The_same_seed_gives_the_same_arrivals_and_another_gives_others()
    {
        var inject = new Inject(100, TenSeconds);

        Assert.Equal(Starts(ArrivalSpacing.Poisson, 42, inject), Starts(ArrivalSpacing.Poisson, 42, inject));
        Assert.NotEqual(Starts(ArrivalSpacing.Poisson, 42, inject), Starts(ArrivalSpacing.Poisson, 43, inject));
    }

    [Fact]
    public void A_boundary_between_simulations_neither_adds_nor_loses_an_arrival()
    {
        TimeSpan[] starts = Starts(
            ArrivalSpacing.Even, 1, new Inject(3, TimeSpan.FromSeconds(1.5)), new Inject(3, TimeSpan.FromSeconds(1.5)));

        Assert.Equal(9, starts.Length);
        Assert.All(Gaps(starts), gap => Assert.Equal(1 / 3d, gap, precision: 6));
    }

    [Fact]
    public void A_ramp_is_followed_by_what_comes_after_it()
    {
        TimeSpan[] starts = Starts(
            ArrivalSpacing.Even, 1, new RampingInject(0, 100, TenSeconds), new Inject(100, TenSeconds));

        Assert.Equal(500, starts.Count(start => start < TenSeconds));
        Assert.Equal(1000, starts.Count(start => start >= TenSeconds));
        Assert.Equal(125, starts.Count(start => start < TimeSpan.FromSeconds(5)));
    }

    private static TimeSpan[] Starts(ArrivalSpacing spacing, int seed, params ArrivalSimulation[] simulations) =>
        [.. new ArrivalSchedule(simulations, spacing, seed).IntendedStarts()];

    private static IEnumerable<double> Gaps(TimeSpan[] starts) =>
        starts.Zip(starts.Skip(1), (before, after) => (after - before).TotalSeconds);
}
