using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Durability;

/// <summary>A Redis server of a test's own, on a free port, with its files in a folder that goes with it.</summary>
internal sealed class RedisServer : StoreServer
{
    private const string Program = "redis-server";

    private readonly DirectoryInfo _folder;
    private readonly string _address;
    private readonly int _port;
    private Process _process;

    private RedisServer(Process process, DirectoryInfo folder, string address, int port) => (_process, _folder, _address, _port) = (process, folder, address, port);

    public override string Setting => "Redis";

    /// <summary>As <c>--redis</c> takes it.</summary>
    public override string Connection => $"{_address}:{_port}";

    /// <summary>Starts one; where it is not installed the test is skipped, and says so.</summary>
    /// <param name="address">Of this machine, where it listens.</param>
    public static async Task<RedisServer> StartAsync(string address = "127.0.0.1")
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stssim-redis-");
        int port = FreePort.Take();
        Process? process = TryStart(folder, address, port);
        Assert.SkipWhen(process is null, $"{Program} is not installed: tests/StsSim.Compatibility.Tests/install-clients installs it.");
        var server = new RedisServer(process!, folder, address, port);
        await server.AcceptsAsync();
        return server;
    }

    public override async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public override async Task StartAgainAsync()
    {
        _process = TryStart(_folder, _address, _port)!;
        await AcceptsAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _folder.Delete(recursive: true);
    }

    // What it acknowledges is on disk first: the tests are about what was acknowledged.
    private static Process? TryStart(DirectoryInfo folder, string address, int port)
    {
        Process? process = InstalledProgram.TryStart(new ProcessStartInfo(Program,
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", address, "--protected-mode", "no", "--dir", folder.FullName, "--appendonly", "yes", "--appendfsync", "always", "--save", "",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        if (process is not null)
        {
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        return process;
    }

    private async Task AcceptsAsync()
    {
        while (true)
        {
            Assert.False(_process.HasExited, "redis-server ended at once.");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Parse(_address), _port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
            }
        }
    }
}
