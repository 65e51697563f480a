using Microsoft.Extensions.Time.Testing;
using StsSim.Operations.Cluster;

namespace StsSim.Operations.Tests.Cluster;

public sealed class RequestGateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly RequestGate _gate;

    public RequestGateTests() => _gate = new RequestGate(_clock);

    [Fact]
    public async Task It_closes_once_those_inside_are_done()
    {
        await _gate.EnterAsync();
        await _gate.EnterAsync();

        Task closed = _gate.CloseAsync();
        Assert.False(closed.IsCompleted);
        _gate.Exit();
        Assert.False(closed.IsCompleted);
        _gate.Exit();

        await closed;
    }

    [Fact]
    public async Task Who_comes_while_it_is_closed_waits_until_it_opens()
    {
        await _gate.CloseAsync();
        Task entered = _gate.EnterAsync().AsTask();
        await _gate.CloseAsync(); // nobody is inside: who waits is not
        Assert.False(entered.IsCompleted);

        _gate.Open();

        await entered;
        Task closed = _gate.CloseAsync();
        Assert.False(closed.IsCompleted);
        _gate.Exit();
        await closed;
    }

    [Fact]
    public async Task It_does_not_wait_for_ever_for_somebody_inside()
    {
        await _gate.EnterAsync();
        Task closed = _gate.CloseAsync();

        _clock.Advance(TimeSpan.FromSeconds(3));

        await closed;
    }

    [Fact]
    public async Task It_opens_by_itself_fifteen_seconds_after_it_was_closed_last()
    {
        await _gate.CloseAsync();
        Task entered = _gate.EnterAsync().AsTask();
        _clock.Advance(TimeSpan.FromSeconds(10));
        await _gate.CloseAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(entered.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(5));

        await entered;
    }

    [Fact]
    public async Task However_many_come_and_go_nobody_is_inside_while_it_is_closed()
    {
        var gate = new RequestGate(TimeProvider.System);
        int inside = 0;
        using var stop = new CancellationTokenSource();
        Task[] requests = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await gate.EnterAsync();
                Interlocked.Increment(ref inside);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                gate.Exit();
            }
        }))];

        for (int round = 0; round < 200; round++)
        {
            await gate.CloseAsync();
            for (int look = 0; look < 10; look++)
            {
                Assert.Equal(0, Volatile.Read(ref inside));
                await Task.Yield();
            }

            gate.Open();
        }

        await stop.CancelAsync();
        await Task.WhenAll(requests);
    }
}
