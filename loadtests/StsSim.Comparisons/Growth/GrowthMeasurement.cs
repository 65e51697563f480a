using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Growth;

/// <summary>How the cost of <c>GetFederationToken</c> follows the number of users, accounts, rules, statements and connections.</summary>
internal sealed class GrowthMeasurement(string simulator, TimeSpan duration)
{
    private static readonly Uri SignedHost = new("http://sts.us-east-1.amazonaws.com/");

    public async Task RunAsync(IEnumerable<GrowthSeries> chosen, TextWriter output, TextWriter progress)
    {
        foreach (GrowthSeries series in chosen)
        {
            await output.WriteLineAsync($"| {series.Name} | CPU µs a request | to the first | p50 ms | p99 ms | requests/s | grain calls a request | ready after s | memory MB |");
            await output.WriteLineAsync("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
            double? first = null;
            foreach (GrowthPoint point in series.Points)
            {
                await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{series.Name}: {point.Size} ..."));
                (ServerCost cost, double calls, TimeSpan startUp) = await MeasureAsync(point);
                first ??= cost.ProcessorMicroseconds;
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {point.Size} | {cost.ProcessorMicroseconds:0.0} | {cost.ProcessorMicroseconds / first:0.00} | {cost.P50.TotalMilliseconds:0.00} | {cost.P99.TotalMilliseconds:0.00} | {cost.RequestsPerSecond:0} | {calls:0.000} | {startUp.TotalSeconds:0.0} | {cost.Memory / 1e6:0} |"));
            }

            await output.WriteLineAsync();
        }
    }

    // Warmed up for as long as it is measured: everybody has been asked for by then, as far as there is time for so many.
    private async Task<(ServerCost Cost, double GrainCalls, TimeSpan StartUp)> MeasureAsync(GrowthPoint point)
    {
        using var world = new WorldFile(point.World);
        await using MeasuredServer server = await new PublishedSimulator(simulator).StartAsync(world);
        var requests = new SignedRequests(SignedHost, GrowthSeries.KeyOf(0), TimeProvider.System);
        Func<ReadOnlyMemory<byte>>[] connections = [.. Enumerable.Range(0, point.Connections).Select(connection => point.Requests(connection, requests))];
        ReadOnlyMemory<byte> Next(int connection) => connections[connection]();

        await ReplayedLoad.RunAsync(server, point.Connections, Next, status: 200, duration);
        SimulatorCounters before = await SimulatorCounters.ReadAsync(server);
        ServerCost cost = await ReplayedLoad.RunAsync(server, point.Connections, Next, status: 200, duration);
        SimulatorCounters counted = await SimulatorCounters.ReadAsync(server) - before;
        return (cost, counted.GrainCalls / cost.Requests, server.StartUp);
    }
}
