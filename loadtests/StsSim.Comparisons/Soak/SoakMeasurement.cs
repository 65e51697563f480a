using System.Diagnostics;
using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Soak;

/// <summary>
/// As many requests as an hour brings, as fast as they are answered, while sessions live seconds: generations of them come
/// and go, users are ever others, and whatever is kept for ever shows.
/// </summary>
internal sealed class SoakMeasurement(string simulator, SoakPlan plan, TextWriter output, TextWriter progress)
{
    private const int RequestsPerUser = 4;
    private const int UsersBetween = 3000; // so that some 10,000 have not made their last call
    private const int MostUntilThrottled = 20;

    /// <returns>Whether nothing grows.</returns>
    public async Task<bool> RunAsync()
    {
        using var world = new WorldFile(SoakWorld.Json);
        await using MeasuredServer server = await new PublishedSimulator(simulator).StartAsync(world);
        using (var control = new SimulatorControl(server))
        {
            await control.SetLifetimeAsync(plan.Lifetime);
        }

        await SpendQuotaAsync(server);
        var soak = new SoakProgress(new UserWindow(RequestsPerUser, UsersBetween));
        List<SoakSample> samples = [];
        await WriteLineAsync(output, $"| requests | users so far | requests/s | CPU µs a request | resident MB | heap MB | handles | threads |");
        await WriteLineAsync(output, $"| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        long begun = Stopwatch.GetTimestamp();
        for (int at = 0; at < plan.Samples; at++)
        {
            ServerCost cost = await SendAsync(server, soak, at);
            var sample = new SoakSample(soak.Requests, soak.Users, await SettledMemory.ReadAsync(server));
            samples.Add(sample);
            await WriteAsync(sample, cost);
            await WriteLineAsync(progress, $"{at + 1} of {plan.Samples}: {sample.Requests:N0} requests, {sample.Memory.Heap / 1e6:0} MB");
        }

        return await JudgeAsync(soak, samples, Stopwatch.GetElapsedTime(begun));
    }

    private static Task WriteLineAsync(TextWriter output, FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));

    // An account with a burst of one is throttled for good from its second request on.
    private static async Task SpendQuotaAsync(MeasuredServer server)
    {
        using var connection = new RawConnection(server.Endpoint, trust: null);
        Func<ReadOnlyMemory<byte>> sign = new SignedRequests(NumberedAccounts.SignedHost, ThrottledAccount.Key, TimeProvider.System)
            .SignAsSent(() => StsRequest.GetFederationToken(FederatedUserName.Of(0)));
        for (int sent = 0; sent < MostUntilThrottled; sent++)
        {
            if ((await connection.ExchangeAsync(sign())).Status == 400)
            {
                return;
            }
        }

        throw new InvalidOperationException($"{server.Name} does not throttle an account whose quota is spent.");
    }

    // A share of all requests, over new connections: those of before are closed when samples are taken.
    private Task<ServerCost> SendAsync(MeasuredServer server, SoakProgress soak, int share)
    {
        soak.Allow(plan.Duration is null ? (plan.Requests * (share + 1) / plan.Samples) - (plan.Requests * share / plan.Samples) : long.MaxValue / 2);
        return ReplayedLoad.RunAsync(server, [.. Enumerable.Range(0, plan.Connections).Select(_ => new SoakRequests(soak))], plan.Duration / plan.Samples);
    }

    private Task WriteAsync(SoakSample sample, ServerCost cost) => WriteLineAsync(
        output,
        $"| {sample.Requests} | {sample.Users} | {cost.RequestsPerSecond:0} | {cost.ProcessorMicroseconds:0.0} | {sample.Memory.Resident / 1e6:0} | {sample.Memory.Heap / 1e6:0.0} | {sample.Memory.Handles} | {sample.Memory.Threads} |");

    private async Task<bool> JudgeAsync(SoakProgress soak, List<SoakSample> samples, TimeSpan elapsed)
    {
        await WriteLineAsync(output, $"\n{soak.Requests} requests in {elapsed.TotalSeconds:0} s, {elapsed / plan.Lifetime:0} generations of sessions of {plan.Lifetime.TotalSeconds:0} s; {soak.Users} users.");
        await WriteLineAsync(output, $"Of them {string.Join(", ", Enum.GetValues<SoakKind>().Select(kind => $"{kind} {soak.AnsweredOf(kind).ToString(CultureInfo.InvariantCulture)}"))}.");
        await WriteLineAsync(output, $"Memory is read after a full collection. Over the second half of the requests:\n");
        bool isFlat = true;
        foreach (SoakFigure figure in SoakFigure.All)
        {
            Trend trend = figure.TrendOf(samples);
            isFlat &= figure.Judge(trend) != SoakVerdict.Grows;
            await output.WriteLineAsync(figure.Describe(trend));
        }

        return isFlat;
    }
}
