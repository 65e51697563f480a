using System.Diagnostics;
using StsSim.Comparisons.Servers;
using StsSim.LoadTests.Clients.Raw;
using StsSim.LoadTests.Measurement;

namespace StsSim.Comparisons.Load;

/// <summary>Connections that send one request after the other without pause, and what became of it at both ends.</summary>
internal static class ReplayedLoad
{
    private static readonly TimeSpan TailPatience = TimeSpan.FromSeconds(30);

    /// <param name="next">The request that a connection, known by its number, sends next.</param>
    /// <exception cref="InvalidOperationException">A request was answered otherwise than with <paramref name="status"/>.</exception>
    public static async Task<ServerCost> RunAsync(MeasuredServer server, int connections, Func<int, ReadOnlyMemory<byte>> next, int status, TimeSpan duration)
    {
        long end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        TimeSpan processorTime = server.ProcessorTime;
        long begun = Stopwatch.GetTimestamp();
        LatencyDistribution[] latencies = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(connection => Task.Run(() => SendAsync(server.Endpoint, () => next(connection), status, end))))
            .WaitAsync(duration + TailPatience);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(begun);
        processorTime = server.ProcessorTime - processorTime;

        var all = LatencyDistribution.Fine();
        foreach (LatencyDistribution some in latencies)
        {
            all.Add(some.Recorded());
        }

        return new ServerCost(
            all.Count,
            all.Count / elapsed.TotalSeconds,
            processorTime.TotalMicroseconds / Math.Max(1, all.Count),
            all.Percentile(50) ?? default,
            all.Percentile(99) ?? default,
            server.Memory);
    }

    private static async Task<LatencyDistribution> SendAsync(Uri endpoint, Func<ReadOnlyMemory<byte>> next, int status, long end)
    {
        var latencies = LatencyDistribution.Fine();
        using var connection = new RawConnection(endpoint, writer: null!, trust: null);
        for (long sentAt = Stopwatch.GetTimestamp(); sentAt < end; sentAt = Stopwatch.GetTimestamp())
        {
            WireAnswer answer = await connection.ExchangeAsync(next());
            if (answer.Status != status)
            {
                throw new InvalidOperationException(
                    $"{endpoint} answered {answer.Status} {answer.Failure} instead of {status}: {System.Text.Encoding.UTF8.GetString(answer.Body.Span)}");
            }

            latencies.Record(Stopwatch.GetElapsedTime(sentAt));
        }

        return latencies;
    }
}
