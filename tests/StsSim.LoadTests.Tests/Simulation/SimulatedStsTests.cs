using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class SimulatedStsTests
{
    [Fact]
    public void The_burst_is_granted_at_once_and_the_rate_from_then_on()
    {
        SimulatedSts sts = Sts(new Quota(10, 3));

        Assert.Equal(
            [StsAnswer.Issued, StsAnswer.Issued, StsAnswer.Issued, StsAnswer.Throttled],
            Enumerable.Range(0, 4).Select(_ => sts.Answer(TimeSpan.Zero)));
        Assert.Equal(StsAnswer.Throttled, sts.Answer(TimeSpan.FromSeconds(0.09)));
        Assert.Equal(StsAnswer.Issued, sts.Answer(TimeSpan.FromSeconds(0.11)));
        Assert.Equal(StsAnswer.Throttled, sts.Answer(TimeSpan.FromSeconds(0.11)));
    }

    [Fact]
    public void The_bucket_holds_no_more_than_the_burst()
    {
        SimulatedSts sts = Sts(new Quota(10, 3));

        Assert.Equal(3, Enumerable.Range(0, 10).Count(_ => sts.Answer(TimeSpan.FromHours(1)) == StsAnswer.Issued));
    }

    [Fact]
    public void An_outage_lasts_until_its_last_moment()
    {
        SimulatedSts sts = Sts(new Quota(10, 10), new Outage(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));

        Assert.Equal(
            [StsAnswer.Issued, StsAnswer.Unavailable, StsAnswer.Unavailable, StsAnswer.Issued],
            new[] { 0.999, 1, 1.999, 2 }.Select(second => sts.Answer(TimeSpan.FromSeconds(second))));
    }

    [Fact]
    public void Half_of_the_latencies_are_below_the_median_and_few_are_far_above()
    {
        SimulatedSts sts = Sts(new Quota(10, 10));
        double[] latencies = [.. Enumerable.Range(0, 10_000).Select(_ => sts.DrawLatency().TotalMilliseconds).Order()];

        Assert.InRange(latencies[5_000], 4.8, 5.2);
        Assert.InRange(latencies[9_900], 14, 18);
        Assert.True(latencies[0] > 0);
    }

    private static SimulatedSts Sts(Quota quota, params Outage[] outages) =>
        new(quota, outages, TimeSpan.FromMilliseconds(5), new Random(1));
}
