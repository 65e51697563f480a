using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Durability;

/// <summary>A Redis server of a test's own, on a free port, with its files in a folder that goes with it.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "redis-server";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private RedisServer(Process process, DirectoryInfo folder, int port) => (_process, _folder, Connection) = (process, folder, $"127.0.0.1:{port}");

    /// <summary>As <c>--redis</c> takes it.</summary>
    public string Connection { get; }

    /// <summary>Starts one; where it is not installed the test is skipped, and says so.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stssim-redis-");
        int port = FreePort();
        Process? process = InstalledProgram.TryStart(new ProcessStartInfo(Program,
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.FullName, "--appendonly", "yes", "--save", "",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        Assert.SkipWhen(process is null, $"{Program} is not installed: tests/StsSim.Compatibility.Tests/install-clients installs it.");
        process!.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new RedisServer(process, folder, port);
        await server.AcceptsAsync(port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AcceptsAsync(int port)
    {
        while (true)
        {
            Assert.False(_process.HasExited, "redis-server ended at once.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
