using System.Net;
using System.Net.Sockets;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Limits;

public sealed class ManyConnectionsTests
{
    // Connections that are idle are closed after two minutes anyway.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string TemporaryFailure = "The request has failed due to a temporary failure of the server.";

    [Fact]
    public async Task Over_the_limit_health_and_the_control_api_answer_and_aws_requests_are_told()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("Connections", "8"));
        RawConnection[] served = await OpenAsync(host, 8);

        WireAnswer refused = await host.CallAsync();
        refused.IsRefusal(503, "ServiceUnavailable", TemporaryFailure);
        Assert.Equal(("connections", "close"), (refused.Headers["x-stssim-shed-by"], refused.Headers["Connection"]));
        Assert.Equal(200, (await host.GetAsync("/health/ready")).Status);
        WireAnswer control = await host.GetAsync("/_stssim/quotas");
        Assert.Equal((200, "close"), (control.Status, control.Headers["Connection"]));
        (await host.CallAsync(served[0])).IsSuccessOf("GetCallerIdentity");
        Assert.Contains("stssim_shed_requests_total{otel_scope_name=\"StsSim\",stssim_shed_reason=\"connections\"} 1", await host.Http.GetStringAsync(new Uri(host.Endpoint, "/metrics"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // The connections in between are gone; with one of the first there is room again.
        served[1].Dispose();
        await IsServedAgainAsync(host);
        Array.ForEach(served, connection => connection.Dispose());
    }

    [Fact]
    public async Task Far_over_the_limit_connections_are_closed_at_once()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("Connections", "8"));
        RawConnection[] open = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.ConnectAsync()))];

        // A quarter over it stay; which ones is a matter of who came first.
        List<Task<bool>> ends = [.. open.Select(connection => connection.IsClosedAsync())];
        for (int closed = 0; closed < 10; closed++)
        {
            Task<bool> end = await Task.WhenAny(ends).WaitAsync(Patience, TestContext.Current.CancellationToken);
            Assert.True(await end);
            ends.Remove(end);
        }

        Array.ForEach(open, connection => connection.Dispose());
        await IsServedAgainAsync(host);
    }

    [Fact]
    public async Task Another_source_is_served_all_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux is every address of 127.0.0.0/8 this machine's.");
        await using LimitedHost host = await LimitedHost.StartAsync(("Connections", "8"));
        RawConnection[] open = await OpenAsync(host, 8);

        using RawConnection other = await RawConnection.OpenAsync(host.Endpoint, IPAddress.Parse("127.0.0.2"));

        (await host.CallAsync(other)).IsSuccessOf("GetCallerIdentity");
        (await host.CallAsync()).IsRefusal(503, "ServiceUnavailable", TemporaryFailure);
        Array.ForEach(open, connection => connection.Dispose());
    }

    // The runtime ends a process that has no file left to open ("Out of memory").
    [Fact]
    public async Task More_connections_than_files_do_not_end_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The number of open files is known and limited on Linux.");
        await using LimitedHost host = await LimitedHost.StartWithFilesAsync(1024);
        var sockets = new List<Socket>();
        for (int opened = 0; opened < 1500; opened++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            sockets.Add(socket);
            try
            {
                await socket.ConnectAsync(host.Endpoint.Host, host.Endpoint.Port, TestContext.Current.CancellationToken);
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                // One of those that are closed at once.
            }
        }

        sockets.ForEach(socket => socket.Dispose());
        await IsServedAgainAsync(host);
        Assert.DoesNotContain("Out of memory", host.Output, StringComparison.Ordinal);
    }

    // An answer on each, so that the host has counted it.
    private static async Task<RawConnection[]> OpenAsync(LimitedHost host, int count)
    {
        var connections = new RawConnection[count];
        for (int i = 0; i < count; i++)
        {
            connections[i] = await host.ConnectAsync();
            (await host.CallAsync(connections[i])).IsSuccessOf("GetCallerIdentity");
        }

        return connections;
    }

    // The host learns when its clients have hung up.
    private static async Task IsServedAgainAsync(LimitedHost host)
    {
        WireAnswer? answer = null;
        while (answer is not { Status: 200 })
        {
            try
            {
                answer = await host.CallAsync();
            }
            catch (Exception e) when (e is SocketException or Xunit.Sdk.XunitException)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        answer.IsSuccessOf("GetCallerIdentity");
    }
}
