using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Growth;

/// <summary>How the cost of <c>GetFederationToken</c> follows the number of users, accounts, rules, statements and connections.</summary>
internal sealed class GrowthMeasurement(string simulator, TimeSpan duration)
{
    public async Task RunAsync(IEnumerable<GrowthSeries> chosen, TextWriter output, TextWriter progress)
    {
        foreach (GrowthSeries series in chosen)
        {
            await output.WriteLineAsync($"| {series.Name} | CPU µs a request | to the first | p50 ms | p99 ms | requests/s | grain calls a request | ready after s | memory MB | asked for the first time: requests/s | CPU µs a request |");
            await output.WriteLineAsync("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            double? first = null;
            foreach (GrowthPoint point in series.Points)
            {
                await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{series.Name}: {point.Size} ..."));
                (ServerCost? newcomers, ServerCost cost, double calls, TimeSpan startUp) = await MeasureAsync(point, progress);
                first ??= cost.ProcessorMicroseconds;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {point.Size} | {cost.ProcessorMicroseconds:0.0} | {cost.ProcessorMicroseconds / first:0.00} | {cost.P50.TotalMilliseconds:0.00} | {cost.P99.TotalMilliseconds:0.00} | {cost.RequestsPerSecond:0} | {calls:0.000} | {startUp.TotalSeconds:0.0} | {cost.Memory / 1e6:0} | {newcomers?.RequestsPerSecond:0} | {newcomers?.ProcessorMicroseconds:0.0} |"));
            }

            await output.WriteLineAsync();
        }
    }

    // Everybody is asked for once where there is somebody to count, and then the simulator is warmed up for as long as it is measured.
    private async Task<(ServerCost? Newcomers, ServerCost Cost, double GrainCalls, TimeSpan StartUp)> MeasureAsync(GrowthPoint point, TextWriter progress)
    {
        using var world = new WorldFile(point.World);
        await using MeasuredServer server = await new PublishedSimulator(simulator).StartAsync(world);
        var requests = new SignedRequests(NumberedAccounts.SignedHost, NumberedAccounts.KeyOf(0), TimeProvider.System);
        ISentRequests[] connections = [.. Enumerable.Range(0, point.Connections).Select(connection => new SameStatus(point.Requests(connection, requests), status: 200))];

        ServerCost? newcomers = point.FirstRound is { } count
            ? await ReplayedLoad.RunThroughAsync(server, [.. connections.Select((all, connection) => new FirstRequests(all, count(connection)))], ProgressLines.Of(progress, point.Size))
            : null;
        await ReplayedLoad.RunAsync(server, connections, duration);
        ServerCounters before = await ServerCounters.ReadAsync(server);
        ServerCost cost = await ReplayedLoad.RunAsync(server, connections, duration);
        ServerCounters counted = await ServerCounters.ReadAsync(server) - before;
        return (newcomers, cost, counted.GrainCalls / cost.Requests, server.StartUp);
    }
}
