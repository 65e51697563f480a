using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Peers;

/// <summary>The simulator beside its peers: all run, one at a time is asked, in turn and by the same requests.</summary>
internal sealed class PeerComparison(string simulator, int rounds, TimeSpan turn, int connections)
{
    private const int PreparedRequests = 4096;
    private const double LeastThroughput = 0.6; // of bare Kestrel's
    private const double LeastTimesMoto = 120;

    // Until what is hot has been compiled for the last time; there is less of it in the others.
    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan FirstWarmUpOfPeers = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    /// <returns>Whether every budget was kept.</returns>
    public async Task<bool> RunAsync(TextWriter output, TextWriter progress)
    {
        using var world = new WorldFile(ComparedRequest.World);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stssim-peers-");
        try
        {
            await using MeasuredServer ours = await new PublishedSimulator(simulator).StartAsync(world);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Ready {ours.StartUp.TotalSeconds:0.00} s after its start, with {ours.Memory / 1e6:0} MB.\n"));
            bool isKept = true;
            foreach (ComparedRequest compared in ComparedRequest.All)
            {
                await progress.WriteLineAsync($"{compared.Title} ...");
                isKept &= await CompareAsync(compared, ours, folder.FullName, output);
            }

            return isKept;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<bool> CompareAsync(ComparedRequest compared, MeasuredServer ours, string folder, TextWriter output)
    {
        ReadOnlyMemory<byte>[] requests = new SignedRequests(NumberedAccounts.SignedHost, compared.Credentials, TimeProvider.System).Prepare(PreparedRequests, compared.Request);
        await using PeerGroup peers = await PeerGroup.StartAsync(compared, await AnswerOfAsync(ours, requests[0]), folder);
        MeasuredServer[] servers = [ours, .. peers.Servers];
        int sent = 0;
        ReadOnlyMemory<byte> Next(int connection) => requests[Interlocked.Increment(ref sent) % PreparedRequests];

        var costs = servers.ToDictionary(server => server.Name, _ => new List<ServerCost>());
        var counters = new Dictionary<string, ServerCounters> { [ours.Name] = default, [BareKestrel.Name] = default };
        for (int round = 0; round < rounds; round++)
        {
            foreach (MeasuredServer server in servers)
            {
                await ReplayedLoad.RunAsync(server, connections, Next, compared.Status, round > 0 ? WarmUp : server == ours ? FirstWarmUp : FirstWarmUpOfPeers);
                bool counts = counters.ContainsKey(server.Name);
                ServerCounters before = counts ? await ServerCounters.ReadAsync(server) : default;
                costs[server.Name].Add(await ReplayedLoad.RunAsync(server, connections, Next, compared.Status, turn));
                if (counts)
                {
                    counters[server.Name] += await ServerCounters.ReadAsync(server) - before;
                }
            }
        }

        return await new PeerTable(compared, costs, counters).WriteAsync(output, LeastThroughput, LeastTimesMoto);
    }

    private static async Task<byte[]> AnswerOfAsync(MeasuredServer server, ReadOnlyMemory<byte> request)
    {
        using var connection = new RawConnection(server.Endpoint, trust: null);
        WireAnswer answer = await connection.ExchangeAsync(request);
        answer = await connection.ExchangeAsync(request); // the first one of an account with a burst of one is admitted
        return answer.Body.ToArray();
    }
}
