using System.Net;
using System.Net.Sockets;
using StsSim.Host;
using StsSim.Host.Cluster;

namespace StsSim.Deploy.Tests.Cluster;

/// <summary>A claimed port is one process's, and its silo can listen on it all the same.</summary>
public sealed class ClaimedPortTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_first_free_one_is_claimed_and_is_not_free_any_more()
    {
        using ClaimedPort any = ClaimedPort.Any();
        using ClaimedPort next = ClaimedPort.From(any.Port, IPAddress.Loopback);

        Assert.NotEqual(any.Port, next.Port);
        Assert.Throws<StartupException>(() => ClaimedPort.Named(any.Port, IPAddress.Loopback));
        Assert.Throws<StartupException>(() => ClaimedPort.Named(any.Port, IPAddress.Any));
    }

    [Fact]
    public void Many_at_once_claim_a_port_each()
    {
        int first = Free();

        ClaimedPort[] claimed = [.. Enumerable.Range(0, 16).AsParallel().WithDegreeOfParallelism(8).Select(_ => ClaimedPort.From(first, IPAddress.Loopback))];

        Assert.Distinct(claimed.Select(port => port.Port));
        Array.ForEach(claimed, port => port.Dispose());
    }

    // As Orleans's listener does, which shares ports.
    [Fact]
    public async Task A_silo_listens_on_it_and_has_it_for_itself_once_it_is_released()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not share a port that is bound.");
        ClaimedPort claimed = ClaimedPort.Any();
        using var silo = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silo.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        silo.Bind(new IPEndPoint(IPAddress.Loopback, claimed.Port));
        silo.Listen();

        claimed.Dispose();

        Assert.Throws<StartupException>(() => ClaimedPort.Named(claimed.Port, IPAddress.Loopback));
        for (int call = 0; call < 20; call++)
        {
            using var caller = new TcpClient(AddressFamily.InterNetwork);
            await caller.ConnectAsync(IPAddress.Loopback, claimed.Port, Cancel);
            using Socket accepted = await silo.AcceptAsync(Cancel);
            Assert.Equal(caller.Client.LocalEndPoint, accepted.RemoteEndPoint);
        }
    }

    private static int Free()
    {
        using ClaimedPort any = ClaimedPort.Any();
        return any.Port;
    }
}
