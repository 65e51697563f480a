using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Tests.Engine;

public sealed class PunctualTimeProviderTests : IDisposable
{
    private readonly PunctualTimeProvider _time = new();

    public void Dispose() => _time.Dispose();

    [Fact]
    public async Task A_delay_ends_and_never_early()
    {
        long before = _time.GetTimestamp();
        var delay = TimeSpan.FromMilliseconds(25);

        await Task.Delay(delay, _time, TestContext.Current.CancellationToken);

        Assert.True(_time.GetElapsedTime(before) >= delay);
    }

    [Fact]
    public async Task Timers_fire_in_the_order_they_are_due_not_in_the_order_they_were_set()
    {
        Task late = Task.Delay(TimeSpan.FromMinutes(10), _time, TestContext.Current.CancellationToken);
        Task early = Task.Delay(TimeSpan.FromMilliseconds(5), _time, TestContext.Current.CancellationToken);

        Assert.Same(early, await Task.WhenAny(late, early));
    }

    [Fact]
    public async Task A_cancelled_delay_does_not_wait()
    {
        using var cancelled = new CancellationTokenSource();
        Task delay = Task.Delay(TimeSpan.FromMinutes(10), _time, cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
    }

    [Fact]
    public async Task A_timer_set_anew_goes_by_its_new_time()
    {
        var fired = new TaskCompletionSource();
        await using ITimer timer = _time.CreateTimer(
            _ => fired.SetResult(), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);

        Assert.True(timer.Change(TimeSpan.FromMilliseconds(5), Timeout.InfiniteTimeSpan));

        await fired.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_disposed_timer_neither_fires_nor_is_set_again()
    {
        int fired = 0;
        ITimer timer = _time.CreateTimer(
            _ => Interlocked.Increment(ref fired), null, TimeSpan.FromMinutes(10), Timeout.InfiniteTimeSpan);

        await timer.DisposeAsync();

        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Equal(0, Volatile.Read(ref fired));
    }
}
