using System.Diagnostics;
using System.Text;
using StsSim.Comparisons.Servers;
using StsSim.LoadTests.Clients.Raw;
using StsSim.LoadTests.Measurement;

namespace StsSim.Comparisons.Load;

/// <summary>Connections that send one request after the other without pause, and what became of it at both ends.</summary>
internal static class ReplayedLoad
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <param name="next">The request that a connection, known by its number, sends next.</param>
    /// <exception cref="InvalidOperationException">A request was answered otherwise than with <paramref name="status"/>, or not in 30 seconds.</exception>
    public static Task<ServerCost> RunAsync(MeasuredServer server, int connections, Func<int, ReadOnlyMemory<byte>> next, int status, TimeSpan duration) =>
        RunAsync(server, [.. Enumerable.Range(0, connections).Select(connection => new SameStatus(() => next(connection), status))], duration);

    /// <summary>Sends what each connection has, to its end.</summary>
    /// <param name="progress">Told every second how many requests were answered so far.</param>
    /// <exception cref="InvalidOperationException">A request was answered otherwise than it should be, or none in 30 seconds.</exception>
    public static Task<ServerCost> RunThroughAsync(MeasuredServer server, IReadOnlyList<ISentRequests> connections, Action<long>? progress = null) =>
        RunAsync(server, connections, duration: null, progress);

    /// <summary>Sends what each connection has, to its end or until the time is over.</summary>
    /// <param name="progress">Told every second how many requests were answered so far.</param>
    /// <exception cref="InvalidOperationException">A request was answered otherwise than it should be, or none in 30 seconds.</exception>
    public static async Task<ServerCost> RunAsync(MeasuredServer server, IReadOnlyList<ISentRequests> connections, TimeSpan? duration, Action<long>? progress = null)
    {
        LatencyDistribution[] latencies = [.. connections.Select(_ => LatencyDistribution.Fine())];
        using var stopped = new CancellationTokenSource();
        TimeSpan processorTime = server.ProcessorTime;
        long begun = Stopwatch.GetTimestamp();
        long end = duration is { } length ? begun + (long)(length.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
        Task all = Task.WhenAll(connections.Select((requests, connection) => Task.Run(() => SendAsync(server.Endpoint, requests, latencies[connection], end, stopped))));
        await WatchAsync(server.Name, all, () => latencies.Sum(some => some.Count), progress);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(begun);
        processorTime = server.ProcessorTime - processorTime;

        var together = LatencyDistribution.Fine();
        foreach (LatencyDistribution some in latencies)
        {
            together.Add(some.Recorded());
        }

        return new ServerCost(
            together.Count,
            together.Count / elapsed.TotalSeconds,
            processorTime.TotalMicroseconds / Math.Max(1, together.Count),
            together.Percentile(50) ?? default,
            together.Percentile(99) ?? default,
            server.Memory);
    }

    // Counts are read while they grow: to see whether anything is answered at all that is good enough.
    private static async Task WatchAsync(string name, Task all, Func<long> countAnswered, Action<long>? progress)
    {
        long answered = 0;
        long answeredAt = Stopwatch.GetTimestamp();
        while (await Task.WhenAny(all, Task.Delay(Look)) != all)
        {
            long now = countAnswered();
            if (now != answered)
            {
                (answered, answeredAt) = (now, Stopwatch.GetTimestamp());
                progress?.Invoke(now);
            }
            else if (Stopwatch.GetElapsedTime(answeredAt) > Patience)
            {
                throw new InvalidOperationException($"{name} has answered nothing for {Patience.TotalSeconds:0} seconds.");
            }
        }

        await all;
    }

    private static async Task SendAsync(Uri endpoint, ISentRequests requests, LatencyDistribution latencies, long end, CancellationTokenSource stopped)
    {
        try
        {
            using var connection = new RawConnection(endpoint, trust: null);
            for (long sentAt = Stopwatch.GetTimestamp(); sentAt < end && !stopped.IsCancellationRequested; sentAt = Stopwatch.GetTimestamp())
            {
                ReadOnlyMemory<byte> request = requests.Next();
                if (request.IsEmpty)
                {
                    return;
                }

                WireAnswer answer = await connection.ExchangeAsync(request);
                if (!requests.Accept(answer))
                {
                    throw new InvalidOperationException(
                        $"{endpoint} gave an answer that was not expected, {answer.Status} {answer.Failure}: {Encoding.UTF8.GetString(answer.Body.Span)}");
                }

                latencies.Record(Stopwatch.GetElapsedTime(sentAt));
            }
        }
        catch
        {
            await stopped.CancelAsync(); // the others need not go on to their ends
            throw;
        }
    }
}
