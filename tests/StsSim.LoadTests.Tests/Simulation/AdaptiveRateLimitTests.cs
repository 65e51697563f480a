using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

public sealed class AdaptiveRateLimitTests
{
    [Fact]
    public void Nothing_waits_before_the_first_throttling_answer()
    {
        var limit = new AdaptiveRateLimit(TimeSpan.Zero);
        for (int request = 0; request < 100; request++)
        {
            Assert.Equal(TimeSpan.Zero, limit.Take(TimeSpan.FromMilliseconds(request)));
            limit.Answered(TimeSpan.FromMilliseconds(request), throttled: false);
        }

        Assert.False(limit.IsOn);
    }

    [Fact]
    public void Under_permanent_throttling_requests_are_two_seconds_apart_as_measured()
    {
        var limit = new AdaptiveRateLimit(TimeSpan.Zero);
        TimeSpan now = TimeSpan.Zero;
        List<double> gaps = [];
        for (int request = 0; request < 10; request++)
        {
            TimeSpan sent = now + limit.Take(now);
            gaps.Add((sent - now).TotalSeconds);
            now = sent;
            limit.Answered(now, throttled: true);
        }

        Assert.All(gaps.Skip(2), gap => Assert.Equal(2, gap, precision: 2));
        Assert.Equal(0.5, limit.Rate);
    }

    [Fact]
    public void The_rate_is_cut_by_a_throttling_answer_and_grows_again()
    {
        var limit = new AdaptiveRateLimit(TimeSpan.Zero);
        Answer(limit, from: 0, to: 10, perSecond: 20, throttled: false);
        limit.Answered(TimeSpan.FromSeconds(10), throttled: true);
        double cut = limit.Rate;
        Answer(limit, from: 10, to: 20, perSecond: 20, throttled: false);

        Assert.InRange(cut, 0.6 * 20, 0.8 * 20);
        Assert.True(limit.Rate > 20);
    }

    private static void Answer(AdaptiveRateLimit limit, int from, int to, int perSecond, bool throttled)
    {
        for (int answer = 1; answer <= (to - from) * perSecond; answer++)
        {
            limit.Answered(TimeSpan.FromSeconds(from + ((double)answer / perSecond)), throttled);
        }
    }
}
