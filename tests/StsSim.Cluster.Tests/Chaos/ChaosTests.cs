using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Cluster.Tests.Chaos;

/// <summary>
/// Mixed load on a cluster whose silos, gateways and store come and go, while faults strike and the clock jumps: afterwards the
/// books balance, and nothing is missing that was acknowledged.
/// </summary>
/// <remarks>
/// Some forty seconds, or a minute; <c>STSSIM_CHAOS_MINUTES=60</c> has it go on for an hour, and looks at memory and handles, too.
/// <c>STSSIM_CHAOS_SEED</c> draws the same disruptions again, in the same order; what they meet is another matter.
/// </remarks>
[Collection(nameof(LongOutages))]
public sealed class ChaosTests
{
    private const double QuotaRate = 40;
    private const int Callers = 6;
    private const long SessionsBefore = 2;

    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_everything_went_wrong_the_books_balance()
    {
        var plan = ChaosPlan.Read();
        TestContext.Current.TestOutputHelper?.WriteLine($"STSSIM_CHAOS_SEED={plan.Seed}, {plan.Duration.TotalSeconds:0} s");
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 2, gateways: 2);
        SimulatorProcess witness = cluster.Gateways[0];
        LeasedAccount lease = await witness.Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(QuotaRate, QuotaRate), Duration = plan.Duration + TimeSpan.FromHours(1) }, Cancel);
        ClientKey session = (await witness.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Before&DurationSeconds=129600")).Credentials();
        ClientKey revoked = (await witness.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Revoked&DurationSeconds=129600")).Credentials();
        Assert.Equal(1, await witness.Simulator.Account(TestWorld.AccountId).RevokeFederatedUserSessionsAsync("Revoked", Cancel));

        var books = new OpenBooks();
        await Task.WhenAll(cluster.Gateways.Select(books.OpenAsync));
        var load = new MixedLoad(() => books.Serving, new ClientKey(lease.Credentials.AccessKeyId, lease.Credentials.SecretAccessKey), plan.Seed);
        using var enough = new CancellationTokenSource();
        Task[] calling = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => load.RunAsync(caller, enough.Token), Cancel))];
        Task<List<ProcessSample[]>> sampling = SampleAsync([witness, cluster.Silos[0]], enough.Token);
        var disruptions = new Disruptions(cluster, books, new Random(plan.Seed));
        await disruptions.RunAsync(plan.Duration);
        await enough.CancelAsync();
        await Task.WhenAll(calling);
        List<ProcessSample[]> samples = await sampling;
        string words = $"seed {plan.Seed}, {load.Elapsed.TotalSeconds:0} s; {disruptions.Done}; {load.Sent} requests, {load.Issued} sessions issued and {load.PerhapsIssued} perhaps, {load.Users.Count} users made; gateway {samples[^1][0]}; silo {samples[^1][1]}";
        TestContext.Current.TestOutputHelper?.WriteLine(words);

        Assert.True(load.Surprises.Count == 0, $"{words}\n{string.Join('\n', load.Surprises.Take(5).Concat(Failures(cluster).Take(5)))}");
        foreach (GatewayBooks gateway in books.Serving)
        {
            await gateway.BalanceAsync();
        }

        double excess = AdmittedRequests.LargestExcess(load.ThrottledRequests, QuotaRate, QuotaRate);
        Assert.True(excess <= 0, $"{excess:0.0} over the quota; {words}");
        Assert.True(load.ThrottledRequests.Count(request => request.IsOk) > QuotaRate, words);
        await SessionsAddUpAsync(witness, load, books, words);
        await NothingIsMissingAsync(books.Serving, load, session, revoked);
        if (plan.IsLong)
        {
            IsLevel(samples, words);
        }
    }

    // Exact as of the call: a read flushes what gateways have not told yet.
    private static async Task SessionsAddUpAsync(SimulatorProcess witness, MixedLoad load, OpenBooks books, string words)
    {
        using var http = new HttpClient();
        JsonElement totals = JsonElement.Parse(await http.GetStringAsync(new Uri(witness.Endpoint, $"/_stssim/accounts/{TestWorld.AccountId}/sessions"), Cancel));
        long Total(string name) => totals.GetProperty(name).GetInt64();
        string told = $"{totals}, {books.MayBeUncounted} may be uncounted; {words}";
        TestContext.Current.TestOutputHelper?.WriteLine(told);

        Assert.True(Total("issued") == Total("active") + Total("expired") + Total("revoked"), told);
        Assert.InRange(Total("issued") - SessionsBefore, load.Issued - books.MayBeUncounted, load.Issued + load.PerhapsIssued);
    }

    private static async Task NothingIsMissingAsync(IReadOnlyList<GatewayBooks> gateways, MixedLoad load, ClientKey session, ClientKey revoked)
    {
        foreach (GatewayBooks gateway in gateways)
        {
            Assert.Empty(load.Users.Except(await gateway.Gateway.ListUsersAsync(TestWorld.Alice)));
            (await SettledAsync(gateway.Gateway, session)).IsSuccessOf("GetCallerIdentity");
            Assert.Equal((403, "InvalidClientTokenId"), StatusAndCode(await SettledAsync(gateway.Gateway, revoked)));
        }
    }

    // What gateways logged of requests that failed.
    private static IEnumerable<string> Failures(SimulatorCluster cluster) =>
        cluster.Gateways.SelectMany(gateway => gateway.Errors.Split('\n')).Where(line => line.Contains("failed unexpectedly", StringComparison.Ordinal));

    private static (int Status, string? Code) StatusAndCode(WireAnswer answer) => (answer.Status, answer.Code);

    // Buckets begin empty where silos were lost; an SDK comes back.
    private static async Task<WireAnswer> SettledAsync(SimulatorProcess gateway, ClientKey key)
    {
        while (true)
        {
            WireAnswer answer = await gateway.StsAsync(key, "GetCallerIdentity");
            if (!answer.IsThrottled && answer.Status != 503)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }
    }

    private static async Task<List<ProcessSample[]>> SampleAsync(SimulatorProcess[] processes, CancellationToken enough)
    {
        var samples = new List<ProcessSample[]>();
        do
        {
            samples.Add([.. processes.Select(process => process.Sample())]);
            await Task.Delay(SampleEvery, TimeProvider.System, enough).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!enough.IsCancellationRequested);

        samples.Add([.. processes.Select(process => process.Sample())]);
        return samples;
    }

    // The third quarter is warm; what the last one has beyond it would go on growing.
    private static void IsLevel(List<ProcessSample[]> samples, string words)
    {
        int quarter = samples.Count / 4;
        for (int process = 0; process < samples[0].Length; process++)
        {
            ProcessSample[] third = [.. samples.Skip(2 * quarter).Take(quarter).Select(of => of[process])];
            ProcessSample[] last = [.. samples.Skip(3 * quarter).Select(of => of[process])];
            Assert.True(last.Average(of => of.Resident) < (third.Average(of => of.Resident) * 1.1) + 20_000_000, $"Memory grows: {third[0]}, then {last[^1]}; {words}");
            Assert.True(last.Average(of => of.Handles) < (third.Average(of => of.Handles) * 1.1) + 20, $"Handles grow: {third[0]}, then {last[^1]}; {words}");
        }
    }
}
