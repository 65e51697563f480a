using System.Net.Sockets;
using System.Text;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hosting;

public sealed class ShutdownTests
{
    // Libraries of command lines end a program two seconds after a signal, unless told not to.
    private static readonly TimeSpan LongerThanCommandLinesWait = TimeSpan.FromSeconds(2.5);

    [Theory(Timeout = 60_000)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_lets_what_is_in_flight_finish_and_exits_with_success(string signal)
    {
        Assert.SkipWhen(signal == "INT" && IgnoresInterrupts(), "These tests were started with SIGINT ignored, which their children inherit.");
        using var world = new WorldFile(TestWorld.Json);
        await using HostProcess host = HostProcess.Start("--urls", "http://127.0.0.1:0", "--world", world.Path);
        Uri endpoint = await host.ReadyAsync();

        // The server says 100 Continue once it waits for the body: from there on the request is in flight.
        using RawConnection connection = await RawConnection.OpenAsync(endpoint);
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetFederationToken", "Name=InFlight");
        await connection.SendAsync(Head(request, endpoint.Authority));
        Assert.Equal(100, (await connection.ReceiveAsync()).Status);

        await host.SignalAsync(signal);
        await RefusesConnectionsAsync(endpoint);
        await Task.Delay(LongerThanCommandLinesWait, TestContext.Current.CancellationToken);
        await connection.SendAsync(request.Bytes);

        WireAnswer answer = await connection.ReceiveAsync();
        answer.IsSuccessOf("GetFederationToken");
        Assert.Equal("123456789012:InFlight", answer.Member("FederatedUserId"));
        Assert.Equal(0, await host.ExitAsync());
        Assert.Contains(host.Errors, line => line.Contains("Requests drained, ledgers told, gateway left the cluster", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Errors, line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("warn:", StringComparison.Ordinal));
    }

    // As a shell without job control starts what it puts in the background. SIGINT is bit 1 of the mask.
    private static bool IgnoresInterrupts() =>
        OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[^1] is var digit
        && (Convert.ToInt32(digit.ToString(), 16) & 0b10) != 0;

    private static async Task RefusesConnectionsAsync(Uri endpoint)
    {
        while (true)
        {
            try
            {
                (await RawConnection.OpenAsync(endpoint)).Dispose();
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                // It was accepted just when the listener closed.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    private static string Head(StsRequest request, string host)
    {
        var head = new StringBuilder("POST / HTTP/1.1\r\nExpect: 100-continue\r\n");
        foreach ((string name, string value) in request.SignedHeaders(host))
        {
            head.Append($"{name}: {value}\r\n");
        }

        return head.Append($"Authorization: {request.Authorization(host)}\r\nContent-Length: {request.Bytes.Length}\r\n\r\n").ToString();
    }
}
