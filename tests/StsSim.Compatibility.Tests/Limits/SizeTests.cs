using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>Sizes can be set, and what is over them is refused as AWS refuses it.</summary>
public sealed class SizeTests
{
    // Without the limit nobody would be refused.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_body_and_a_head_over_the_limit_are_refused()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("BodyBytes", "2048"), ("HeadBytes", "1024"));
        StsRequest good = StsRequest.Of(LimitedHost.Key, "GetCallerIdentity");

        (await host.SendAsync(good with { Form = good.Form + "&Padding=" + new string('x', 1500) })).IsSuccessOf("GetCallerIdentity");
        (await host.SendAsync(good with { Form = good.Form + "&Padding=" + new string('x', 2048) }))
            .IsRefusal(413, "RequestEntityTooLarge", "The request body exceeds the maximum allowed size.");
        (await host.SendAsync(good with { Query = "Padding=" + new string('x', 1024) })).IsRefusal(
            400, "RequestHeaderSectionTooLarge", "The request header and query parameters used to make the request exceed the maximum allowed size.");
    }

    // The web server only says that a number overflowed (found by fuzzing: the answer was a bare 500).
    [Fact]
    public async Task A_chunk_that_says_it_is_too_long_is_refused()
    {
        await using LimitedHost host = await LimitedHost.StartAsync();
        foreach (string size in (string[])["ffffffff", "AA210987654321"])
        {
            (await SendAsync("POST /", size)).IsRefusal(413, "RequestEntityTooLarge", "The request body exceeds the maximum allowed size.");
            Assert.Equal(413, (await SendAsync("PUT /_stssim/world", size)).Status);
        }

        Assert.DoesNotContain("fail:", host.Output);

        async Task<WireAnswer> SendAsync(string target, string size)
        {
            using RawConnection connection = await host.ConnectAsync();
            await connection.SendAsync($"{target} HTTP/1.1\r\nHost: {host.Endpoint.Authority}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n");
            return await connection.ReceiveAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Bodies_on_their_way_have_a_limit_in_common()
    {
        const int Body = 900_000; // of which one has room in a mebibyte
        await using LimitedHost host = await LimitedHost.StartAsync(("BodyBytesUnderWay", "1048576"));
        StsRequest large = StsRequest.Of(LimitedHost.Key, "GetCallerIdentity");
        large = large with { Form = large.Form + "&Padding=" + new string('x', Body) };
        using RawConnection one = await BeginAsync();
        using RawConnection other = await BeginAsync();

        // Whichever comes second has no room.
        Task<WireAnswer> ofOne = one.ReceiveAsync();
        Task<WireAnswer> ofOther = other.ReceiveAsync();
        Task<WireAnswer> refused = await Task.WhenAny(ofOne, ofOther).WaitAsync(Patience, TestContext.Current.CancellationToken);

        (await refused).IsRefusal(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
        Assert.Equal("memory", (await refused).Headers["x-stssim-shed-by"]);
        (await host.CallAsync()).IsSuccessOf("GetCallerIdentity"); // what is small has room
        await (refused == ofOne ? other : one).SendAsync(large.Bytes.AsMemory(Body / 2));
        (await (refused == ofOne ? ofOther : ofOne)).IsSuccessOf("GetCallerIdentity");
        (await host.SendAsync(large)).IsSuccessOf("GetCallerIdentity");

        async Task<RawConnection> BeginAsync()
        {
            RawConnection connection = await host.ConnectAsync();
            await connection.SendAsync(host.HeadOf(large));
            await connection.SendAsync(large.Bytes.AsMemory(0, Body / 2));
            return connection;
        }
    }

    [Fact]
    public async Task Heads_on_their_way_have_that_limit_as_well()
    {
        const int Head = 300 * 1024; // three times as much in memory
        await using LimitedHost host = await LimitedHost.StartAsync(("BodyBytesUnderWay", "1048576"));
        using RawConnection one = await BeginAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken); // it has arrived
        using RawConnection other = await BeginAsync();

        Assert.True(await other.IsClosedAsync().WaitAsync(Patience, TestContext.Current.CancellationToken));
        (await host.CallAsync()).IsSuccessOf("GetCallerIdentity"); // what is small has room
        await EndAsync(one);
        using RawConnection another = await BeginAsync(); // there is room again
        await EndAsync(another);

        async Task<RawConnection> BeginAsync()
        {
            RawConnection connection = await host.ConnectAsync();
            await connection.SendAsync($"GET /?Padding={new string('x', Head)}");
            return connection;
        }

        async Task EndAsync(RawConnection connection)
        {
            await connection.SendAsync($" HTTP/1.1\r\nHost: {host.Endpoint.Authority}\r\n\r\n");
            Assert.Equal(400, (await connection.ReceiveAsync().WaitAsync(Patience, TestContext.Current.CancellationToken)).Status);
        }
    }

    [Fact]
    public async Task A_connection_may_send_any_number_of_small_requests()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("BodyBytesUnderWay", "1048576"));
        using RawConnection connection = await host.ConnectAsync();
        string head = $"GET /?Action=GetCallerIdentity&Version=2011-06-15 HTTP/1.1\r\nHost: {host.Endpoint.Authority}\r\nPadding: {new string('x', 2048)}\r\n\r\n"; // unsigned, which no quota throttles
        for (int request = 0; request < 1000; request++) // two mebibytes of heads
        {
            await connection.SendAsync(head);
            Assert.Equal(403, (await connection.ReceiveAsync()).Status);
        }
    }
}
