using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using StsSim.Compatibility.Tests.Replay;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>Alone in the process, since it weighs the heap.</summary>
[CollectionDefinition(nameof(FuzzedRequestPath), DisableParallelization = true)]
public sealed class FuzzedRequestPath : ICollectionFixture<ReplaySimulator>;

/// <summary>
/// Random changes to valid requests, half of them signed after the change: none may break the simulator, stop it, fill its
/// memory or draw an answer that is not well-formed.
/// </summary>
/// <remarks>
/// Runs a fixed number of requests from a fixed seed. <c>STSSIM_FUZZ_SECONDS=600</c> runs for that long instead, and
/// <c>STSSIM_FUZZ_SEED</c> sets another seed. A failure names the seed and the number of the request, and shows it; but for
/// what is minted anew at each start, a request depends on these two alone.
/// </remarks>
[Collection(nameof(FuzzedRequestPath))]
public sealed class RequestPathFuzzTests(ReplaySimulator simulator, ITestOutputHelper output)
{
    private const int DefaultSeed = 20260203;
    private const int DefaultRequests = 2_000;
    private const int Clients = 4;
    private const int MaximumFailures = 20;

    // What is issued stays in the ledgers: so much a request, and so much for caches and pools that fill once.
    private const long BytesARequest = 256;
    private const long BytesOnce = 32 * 1024 * 1024;

    private static readonly string[] Operations =
    [
        "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetAccessKeyInfo", "GetCallerIdentity", "GetFederationToken",
        "GetSessionToken", "GetWebIdentityToken",
    ];

    private readonly int _seed = Setting("STSSIM_FUZZ_SEED") ?? DefaultSeed;
    private readonly FuzzTally _tally = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private int _next;

    [Fact]
    public async Task No_request_breaks_it()
    {
        await simulator.SetQuotasAsync(1_000_000, 1_000_000);
        IReadOnlyList<byte[]> seeds = await SeedRequests.AllAsync(simulator);
        ClientKey[] keys = [ReplaySimulator.Key, ReplaySimulator.Key, await simulator.FederateAsync("Fuzz")];
        await Task.WhenAll(seeds.Select(seed => FuzzConnection.ExchangeAsync(simulator.Endpoint, seed, answerIsDue: true, TestContext.Current.CancellationToken)));
        long before = GC.GetTotalMemory(forceFullCollection: true);

        var watch = Stopwatch.StartNew();
        bool MayGoOn() => Setting("STSSIM_FUZZ_SECONDS") is { } seconds ? watch.Elapsed.TotalSeconds < seconds : _next < DefaultRequests;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RunAsync(seeds, keys, MayGoOn)));

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        string outcome = $"seed {_seed}: {_tally.Total} requests in {watch.Elapsed.TotalSeconds:F0} s, heap {grown / 1024} KB: {_tally}";
        output.WriteLine(outcome);
        Assert.True(_failures.IsEmpty, string.Join('\n', _failures.Prepend(outcome)));
        Assert.True(grown < BytesOnce + (BytesARequest * _tally.Total), outcome);
        Assert.All(Operations, operation => Assert.True(_tally.CountOf($"200 {operation}") > 0, $"No request reached {operation}; {outcome}"));
        Assert.Equal(200, (await simulator.SendAsync(RecordedCase.Of("rusoto", "GetCallerIdentity"), ReplaySimulator.Key)).Status);
    }

    private async Task RunAsync(IReadOnlyList<byte[]> seeds, ClientKey[] keys, Func<bool> mayGoOn)
    {
        while (mayGoOn() && _failures.Count < MaximumFailures)
        {
            await ExchangeAsync(Interlocked.Increment(ref _next), seeds, keys);
        }
    }

    private async Task ExchangeAsync(int number, IReadOnlyList<byte[]> seeds, ClientKey[] keys)
    {
        var random = new Random(unchecked((_seed * 1_000_003) + number));
        var mutator = new RequestMutator(random, simulator.Endpoint.Authority, simulator.Clock.GetUtcNow());
        FuzzedRequest start = FuzzedRequest.Parse(seeds[random.Next(seeds.Count)]);
        bool isSigned = random.Next(2) == 0;
        byte[] bytes = isSigned ? mutator.ChangeAndSign(start, keys[random.Next(keys.Length)]).ToBytes() : mutator.ChangeBytes(start);
        try
        {
            HttpAnswer? answer = await FuzzConnection.ExchangeAsync(simulator.Endpoint, bytes, answerIsDue: isSigned, TestContext.Current.CancellationToken);
            _tally.Count(answer);
            if (answer is not null)
            {
                AnswerRules.Hold(answer);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _failures.Enqueue($"STSSIM_FUZZ_SEED={_seed}, request {number}: {e.Message}\n{Encoding.Latin1.GetString(bytes)}\n");
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;
}
