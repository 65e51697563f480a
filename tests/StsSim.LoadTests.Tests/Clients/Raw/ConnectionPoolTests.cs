using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

public sealed class ConnectionPoolTests
{
    private static readonly ClientSetting Setting =
        new(new Uri("http://127.0.0.1:1"), "us-east-1", "pool", ClientCredentials.Example, null, 0, TimeProvider.System);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_that_came_back_is_lent_first()
    {
        using ConnectionPool pool = PoolOf(3);
        LentConnection one = await pool.TakeAsync(Cancel);
        LentConnection other = await pool.TakeAsync(Cancel);
        Assert.NotSame(one, other);
        pool.Return(other);
        pool.Return(one);

        Assert.Same(one, await pool.TakeAsync(Cancel));
        Assert.Same(other, await pool.TakeAsync(Cancel));
    }

    [Fact]
    public async Task Beyond_the_bound_calls_wait()
    {
        using ConnectionPool pool = PoolOf(1);
        using var impatience = new CancellationTokenSource();
        LentConnection only = await pool.TakeAsync(Cancel);
        ValueTask<LentConnection> next = pool.TakeAsync(Cancel);
        Task<LentConnection> impatient = pool.TakeAsync(impatience.Token).AsTask();
        Assert.False(next.IsCompleted);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        pool.Return(only);

        Assert.Same(only, await next);
    }

    private static ConnectionPool PoolOf(int bound)
    {
        var template = new RequestTemplate(Setting);
        return new ConnectionPool(() => new LentConnection(new RawConnection(Setting.Endpoint, trust: null), new RequestWriter(template)), bound);
    }
}
