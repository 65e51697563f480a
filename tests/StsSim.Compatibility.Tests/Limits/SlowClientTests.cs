using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>Clients that keep a connection and send next to nothing. What ends them are the timers of the web server, of a second or two here.</summary>
public sealed class SlowClientTests
{
    // The web server's own times are half a minute for a head and more than two for an idle connection.
    private static readonly TimeSpan LessThanByDefault = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_head_that_does_not_come_to_its_end_is_given_up()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("HeadTime", "00:00:01"));
        using RawConnection slow = await host.ConnectAsync();
        await slow.SendAsync($"POST / HTTP/1.1\r\nHost: {host.Endpoint.Authority}\r\nX-Slow: ");
        (await host.CallAsync()).IsSuccessOf("GetCallerIdentity"); // nobody else waits for it

        Assert.Equal(408, (await slow.ReceiveAsync().WaitAsync(LessThanByDefault, TestContext.Current.CancellationToken)).Status);
        Assert.True(await slow.IsClosedAsync());
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_408_RequestTimeout()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("GraceTime", "00:00:01.5"), ("BytesPerSecond", "100"));
        StsRequest request = StsRequest.Of(LimitedHost.Key, "GetCallerIdentity");
        using RawConnection slow = await host.ConnectAsync();
        await slow.SendAsync(host.HeadOf(request));
        await slow.SendAsync(request.Bytes.AsMemory(0, 5));
        (await host.CallAsync()).IsSuccessOf("GetCallerIdentity");

        (await slow.ReceiveAsync()).IsRefusal(408, "RequestTimeout", "The request body was not received within the timeout period.");
        Assert.True(await slow.IsClosedAsync());
    }

    [Fact]
    public async Task A_connection_that_asks_nothing_is_closed()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("IdleTime", "00:00:01"));
        using RawConnection idle = await host.ConnectAsync();
        (await host.CallAsync(idle)).IsSuccessOf("GetCallerIdentity");

        Assert.True(await idle.IsClosedAsync().WaitAsync(LessThanByDefault, TestContext.Current.CancellationToken));
    }
}
