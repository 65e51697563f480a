using System.Collections.Concurrent;
using System.Diagnostics;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Throttling;

public sealed class QuotaBoundTests(ThrottledSimulator simulator) : IClassFixture<ThrottledSimulator>
{
    private const int Rate = 50;
    private const int Burst = 50;
    private const int OfferedPerSecond = 10 * Rate;
    private const int Connections = 8;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Ten_times_the_quota_admits_the_quota_and_no_more()
    {
        await simulator.SetQuotasAsync($$$"""{"default": {"requestsPerSecond": {{{Rate}}}, "burst": {{{Burst}}}}}""");
        var answers = new ConcurrentQueue<WireAnswer>();
        long grainCallsBefore = simulator.GrainCalls;
        long startedAt = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => OfferAsync(startedAt, answers))));
        double seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        long grainCalls = simulator.GrainCalls - grainCallsBefore;

        int admitted = answers.Count(answer => answer.Status == 200);
        Assert.InRange(admitted, 0.95 * (Burst + (Rate * Duration.TotalSeconds)), Burst + (Rate * seconds));
        Assert.True(answers.Count > 3 * admitted, $"Only {answers.Count} requests were offered.");
        foreach (WireAnswer refusal in answers.Where(answer => answer.Status != 200))
        {
            refusal.IsRefusal(400, "Throttling", "Rate exceeded");
            Assert.Equal("123456789012/us-east-1", refusal.Headers["x-stssim-throttled-by"]);
        }

        // A lease per admitted token at the very most, and the ledger a few times a second.
        Assert.InRange(grainCalls, 1, (2 * admitted) + (seconds * 10));
    }

    // An open model: the next request leaves on schedule, however the last one went.
    private async Task OfferAsync(long startedAt, ConcurrentQueue<WireAnswer> answers)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds((double)Connections / OfferedPerSecond));
        while (Stopwatch.GetElapsedTime(startedAt) < Duration && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken))
        {
            answers.Enqueue(await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity"));
        }
    }
}
