using System.Collections.Concurrent;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Cluster.Tests;

/// <summary>Callers that send one request after the other, each to its gateway, and what came of every one.</summary>
internal sealed class RequestLoad : IAsyncDisposable
{
    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private readonly Task[] _callers;

    private RequestLoad(IReadOnlyList<SimulatorProcess> gateways, int callersEach, TimeSpan pause, Func<int, StsRequest> next) =>
        _callers = [.. gateways.SelectMany(gateway => Enumerable.Range(0, callersEach).Select(_ => CallAsync(gateway, pause, next)))];

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_begun);

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <param name="pause">Between an answer and the next request of a caller.</param>
    /// <param name="next">The nth request, of all callers together.</param>
    public static RequestLoad Begin(IReadOnlyList<SimulatorProcess> gateways, int callersEach, TimeSpan pause, Func<int, StsRequest> next) =>
        new(gateways, callersEach, pause, next);

    /// <summary>Lets it go on for a while.</summary>
    public static Task GoOnAsync(TimeSpan time) => Task.Delay(time, TestContext.Current.CancellationToken);

    /// <summary>The callers finish what they have begun.</summary>
    public async Task<IReadOnlyList<SentRequest>> EndAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_callers);
        return Sent;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private int _number;

    private async Task CallAsync(SimulatorProcess gateway, TimeSpan pause, Func<int, StsRequest> next)
    {
        while (!_stop.IsCancellationRequested)
        {
            StsRequest request = next(Interlocked.Increment(ref _number));
            TimeSpan sentAt = Elapsed;
            string outcome;
            try
            {
                WireAnswer answer = await gateway.SendAsync(request);
                outcome = answer.Status == 200 ? SentRequest.Ok : $"{answer.Status} {answer.Code}";
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                outcome = e.GetType().Name;
            }

            _sent.Enqueue(new SentRequest(gateway, sentAt, Elapsed, outcome));
            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
        }
    }
}
