using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>What a call costs the client, and what it costs a server in a process of its own. To be run by hand, on a Release build.</summary>
public sealed partial class RawClientCostTests(ITestOutputHelper output)
{
    private const int Loops = 32;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task A_call_costs_the_client_less_than_the_server()
    {
        using Process server = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "StsSim.Host"), ["--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            Uri endpoint = await EndpointAsync(server);
            await RaiseQuotaAsync(endpoint);
            await using var client = new RawClient(
                new ClientSetting(endpoint, "us-east-1", "cost", ClientCredentials.Example, null, 0, TimeProvider.System));
            for (int round = 1; round <= 4; round++)
            {
                Round measured = await RoundAsync(client, server);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(round == 1 ? "warm-up" : "measured")}: {measured.Rate:F0} requests/s; of CPU a request, client {measured.OfClient:F1} us ({measured.OfClientsOwnCode:F1} of them its own code), server {measured.OfServer:F1} us; client allocates {measured.Allocated:F0} bytes"));
                Assert.True(round == 1 || measured.OfClient < measured.OfServer);
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<Round> RoundAsync(RawClient client, Process server)
    {
        server.Refresh();
        TimeSpan serverBefore = server.TotalProcessorTime;
        Environment.ProcessCpuUsage clientBefore = Environment.CpuUsage;
        long allocatedBefore = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        long[] counts = await Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => Task.Run(async () =>
        {
            long count = 0;
            for (var request = StsRequest.GetFederationToken("cost"); Stopwatch.GetElapsedTime(start) < Length; count++)
            {
                StsReply reply = await client.SendAsync(request, UnwatchedWire.Instance, Cancel);
                Assert.Equal((InvocationEnd.Ok, null), (reply.Outcome.End, reply.Outcome.ErrorCode));
            }

            return count;
        })));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double total = counts.Sum();
        Environment.ProcessCpuUsage clientAfter = Environment.CpuUsage;
        server.Refresh();
        return new Round(
            total / seconds,
            (clientAfter.TotalTime - clientBefore.TotalTime).TotalMicroseconds / total,
            (clientAfter.UserTime - clientBefore.UserTime).TotalMicroseconds / total,
            (server.TotalProcessorTime - serverBefore).TotalMicroseconds / total,
            (GC.GetTotalAllocatedBytes() - allocatedBefore) / total);
    }

    private static async Task<Uri> EndpointAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                // Nobody reads any further, and a full pipe would stop the server.
                _ = server.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(ready.Groups["endpoint"].Value);
            }
        }

        throw new InvalidOperationException("The server ended before it was ready.");
    }

    private static async Task RaiseQuotaAsync(Uri endpoint)
    {
        using var http = new HttpClient();
        var quota = new JsonObject { ["default"] = new JsonObject { ["requestsPerSecond"] = 1_000_000, ["burst"] = 1_000_000 } };
        using HttpResponseMessage answer = await http.PutAsJsonAsync(new Uri(endpoint, "/_stssim/accounts/123456789012/quotas"), quota, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <param name="Rate">Requests a second.</param>
    /// <param name="OfClient">Microseconds of CPU a request, like the next two.</param>
    /// <param name="OfClientsOwnCode">What of it is spent outside the kernel.</param>
    /// <param name="OfServer">In its own process.</param>
    /// <param name="Allocated">Bytes a request, by the client.</param>
    private readonly record struct Round(double Rate, double OfClient, double OfClientsOwnCode, double OfServer, double Allocated);

    [GeneratedRegex(@"ready at (?<endpoint>http://\S+)")]
    private static partial Regex Ready();
}
