using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Users;

/// <summary>A measurement of many users, as Markdown.</summary>
internal sealed class UsersTable(int users, TimeSpan lifetime, UsersFigures figures)
{
    public async Task WriteAsync(TextWriter output)
    {
        await WriteLineAsync(output, $"### {users:N0} federated users with a session of {lifetime.TotalSeconds:0} s each\n");
        await WriteLineAsync(output, $"| GetFederationToken | requests | requests/s | CPU µs a request | p50 ms | p99 ms |");
        await WriteLineAsync(output, $"| --- | ---: | ---: | ---: | ---: | ---: |");
        await WriteAsync(output, "new users, each once", [figures.Newcomers]);
        await WriteAsync(output, "the same users, any of them", figures.Many);
        await WriteAsync(output, "1,000 users", figures.Few);
        await WriteLineAsync(output, $"\nTo 1,000 users: throughput {figures.Throughput:0.00}, CPU {figures.ProcessorTime:0.00}.\n");

        await WriteLineAsync(output, $"| after a full collection | resident MB | heap MB | handles | threads |");
        await WriteLineAsync(output, $"| --- | ---: | ---: | ---: | ---: |");
        await WriteAsync(output, "before the first of them", figures.Before);
        await WriteAsync(output, "with a session of each", figures.During);
        await WriteAsync(output, "after the last turn", figures.AtEnd);
        await WriteAsync(output, "all sessions expired", figures.After);
        await WriteLineAsync(output, $"\nResident at most {figures.MostResident / 1e6:0} MB under load; {(double)(figures.During.Heap - figures.Before.Heap) / users:0} bytes of heap a user.\n");
    }

    private static Task WriteAsync(TextWriter output, string what, IReadOnlyList<ServerCost> turns) => WriteLineAsync(
        output,
        $"| {what} | {turns.Sum(cost => cost.Requests)} | {Median.Of(turns.Select(cost => cost.RequestsPerSecond)):0} | {Median.Of(turns.Select(cost => cost.ProcessorMicroseconds)):0.0} | {Median.Of(turns.Select(cost => cost.P50.TotalMilliseconds)):0.00} | {Median.Of(turns.Select(cost => cost.P99.TotalMilliseconds)):0.00} |");

    private static Task WriteAsync(TextWriter output, string when, SettledMemory memory) =>
        WriteLineAsync(output, $"| {when} | {memory.Resident / 1e6:0} | {memory.Heap / 1e6:0.0} | {memory.Handles} | {memory.Threads} |");

    private static Task WriteLineAsync(TextWriter output, FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
