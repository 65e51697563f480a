using System.Diagnostics;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Throttling;

/// <summary>A warm request waits for no grain: calls to grains follow time and slices, not requests.</summary>
public sealed class GrainCallTests(ThrottledSimulator simulator) : IClassFixture<ThrottledSimulator>
{
    private const int Requests = 3_000;

    [Fact]
    public async Task A_flood_of_refusals_costs_next_to_no_grain_call()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 1}}""");
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity"); // the burst, unless another test had it
        (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsRefusal(400, "Throttling", "Rate exceeded");

        long before = simulator.GrainCalls;
        long startedAt = Stopwatch.GetTimestamp();
        for (int i = 0; i < Requests; i++)
        {
            Assert.True((await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsThrottled);
        }

        Assert.InRange(simulator.GrainCalls - before, 0, ThrottledSimulator.OfThemselves(Stopwatch.GetElapsedTime(startedAt)));
    }

    [Fact]
    public async Task A_flood_on_a_bucket_that_refills_asks_about_once_a_token()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 20, "burst": 1}}""");
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity");
        long before = simulator.GrainCalls;
        long startedAt = Stopwatch.GetTimestamp();
        int admitted = 0;
        for (int i = 0; i < Requests; i++)
        {
            admitted += (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status == 200 ? 1 : 0;
        }

        double seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        Assert.InRange(admitted, 0, 1 + (20 * seconds));
        Assert.InRange(simulator.GrainCalls - before, 0, ThrottledSimulator.OfThemselves(TimeSpan.FromSeconds(seconds)) + (2 * 20 * seconds));
    }

    [Fact]
    public async Task A_warm_steady_stream_asks_once_in_many_requests()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 100000, "burst": 100000}}""");
        await StreamAsync(200);
        long before = simulator.GrainCalls;

        await StreamAsync(Requests);

        Assert.InRange(simulator.GrainCalls - before, 1, Requests / 2);
        Assert.Equal(Requests + 200, (await simulator.LedgerOfAsync("Steady")).Issued);
    }

    private Task StreamAsync(int requests) => Parallel.ForAsync(
        0,
        requests,
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
        async (_, _) => (await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Steady")).IsSuccessOf("GetFederationToken"));
}
