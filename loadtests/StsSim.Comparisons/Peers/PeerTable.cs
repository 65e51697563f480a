using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Peers;

/// <summary>
/// Costs side by side, as Markdown. Ratios are those of turns of the same round, which follow each other: medians of them
/// hold where the machine is now faster and now slower.
/// </summary>
internal sealed class PeerTable(ComparedRequest compared, IReadOnlyDictionary<string, List<ServerCost>> costs, IReadOnlyDictionary<string, ServerCounters> counters)
{
    /// <returns>Whether the budgets were kept.</returns>
    public async Task<bool> WriteAsync(TextWriter output, double leastThroughput, double leastTimesMoto)
    {
        await output.WriteLineAsync($"### {compared.Title}\n");
        await output.WriteLineAsync("| server | requests/s | CPU µs a request | p50 ms | p99 ms | memory MB | allocated bytes a request | CPU to bare Kestrel | throughput to bare Kestrel |");
        await output.WriteLineAsync("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach ((string name, List<ServerCost> turns) in costs)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Median(turns, cost => cost.RequestsPerSecond):0} | {Median(turns, cost => cost.ProcessorMicroseconds):0.0} | {Median(turns, cost => cost.P50.TotalMilliseconds):0.00} | {Median(turns, cost => cost.P99.TotalMilliseconds):0.00} | {turns[^1].Memory / 1e6:0} | {AllocatedBytes(name)} | {Ratio(name, BareKestrel.Name, cost => cost.ProcessorMicroseconds):0.00} | {Ratio(name, BareKestrel.Name, cost => cost.RequestsPerSecond):0.00} |"));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"\nThe simulator called {counters[PublishedSimulator.Name].GrainCalls / RequestsOf(PublishedSimulator.Name):0.0000} grains a request.\n"));

        List<Budget> budgets = [new("CPU to bare Kestrel", Ratio(PublishedSimulator.Name, BareKestrel.Name, cost => cost.ProcessorMicroseconds), Most: compared.MostProcessorTime)];
        if (compared == ComparedRequest.GetFederationToken)
        {
            budgets.Add(new Budget("throughput to bare Kestrel", Ratio(PublishedSimulator.Name, BareKestrel.Name, cost => cost.RequestsPerSecond), Least: leastThroughput));
            if (costs.ContainsKey(Moto.Name))
            {
                budgets.Add(new Budget("throughput to moto", Ratio(PublishedSimulator.Name, Moto.Name, cost => cost.RequestsPerSecond), Least: leastTimesMoto));
            }
        }

        bool areKept = await Budget.JudgeAsync(output, budgets);

        await output.WriteLineAsync();
        return areKept;
    }

    private string AllocatedBytes(string name) => counters.TryGetValue(name, out ServerCounters counted)
        ? string.Create(CultureInfo.InvariantCulture, $"{counted.AllocatedBytes / RequestsOf(name):0}")
        : "";

    private long RequestsOf(string name) => costs[name].Sum(cost => cost.Requests);

    private static double Median(IEnumerable<ServerCost> turns, Func<ServerCost, double> figure) => Comparisons.Median.Of(turns.Select(figure));

    private double Ratio(string name, string other, Func<ServerCost, double> figure) =>
        Comparisons.Median.Of(costs[name].Zip(costs[other], (ours, theirs) => figure(ours) / figure(theirs)));
}
