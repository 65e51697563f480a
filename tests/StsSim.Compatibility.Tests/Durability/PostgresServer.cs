using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Durability;

/// <summary>A PostgreSQL server of a test's own, on a free port, with its files in a folder that goes with it.</summary>
internal sealed class PostgresServer : StoreServer
{
    public const string Password = "a-password-of-tests";

    // Debian's package makes it; the server refuses to run as root.
    private const string Account = "postgres";
    private const string Superuser = "stssim";
    private const int MostStarts = 100;
    private const string DebianVersions = "/usr/lib/postgresql";
    private const string HowToInstall = "tests/StsSim.Compatibility.Tests/install-clients installs it";

    private readonly string _programs;
    private readonly DirectoryInfo _folder;
    private readonly int _port;
    private readonly ConcurrentQueue<string> _log = new();
    private Process _process;

    private PostgresServer(string programs, DirectoryInfo folder, int port)
    {
        (_programs, _folder, _port) = (programs, folder, port);
        _process = Start();
    }

    public override string Setting => "Postgres";

    /// <summary>As a user who may do everything.</summary>
    public override string Connection => ConnectionOf(Superuser);

    /// <summary>As <c>--postgres</c> takes it, too.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"postgres://{Superuser}:{Password}@127.0.0.1:{_port}/postgres");

    public static async Task<PostgresServer> StartAsync()
    {
        string? programs = FindPrograms();
        Assert.SkipWhen(programs is null, $"PostgreSQL is not installed: {HowToInstall}.");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stssim-postgres-");
        string passwords = Path.Combine(folder.FullName, "password");
        await File.WriteAllTextAsync(passwords, Password, TestContext.Current.CancellationToken);
        if (Environment.IsPrivilegedProcess)
        {
            ProgramOutcome? given = await InstalledProgram.TryRunAsync(StartOf(folder, "chown", "-R", Account, folder.FullName));
            if (given is not { ExitCode: 0 })
            {
                folder.Delete(recursive: true);
                Assert.Skip($"PostgreSQL does not run as root, and there is no account '{Account}' to run it as: {HowToInstall}.");
            }
        }

        ProgramOutcome? created = await InstalledProgram.TryRunAsync(StartOf(folder, Unprivileged(
            Path.Combine(programs!, "initdb"), "-D", DataOf(folder), "-U", Superuser, "--auth=scram-sha-256", $"--pwfile={passwords}", "--encoding=UTF8", "--locale=C", "--no-sync")));
        Assert.True(created is { ExitCode: 0 }, created?.Error ?? "initdb could not be started.");
        var server = new PostgresServer(programs!, folder, FreePort.Take());
        try
        {
            await server.AcceptsAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string ConnectionOf(string user, string password = Password, string database = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database={database};Username={user};Password={password}");

    public async Task RunAsync(string sql)
    {
        await using NpgsqlConnection connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public override async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // It refuses to start as long as a process of the one that was killed is still on its way out.
    public override async Task StartAgainAsync()
    {
        _process = Start();
        for (int start = 1; start < MostStarts && !await IsUpAsync(); start++)
        {
            _process.Dispose();
            _process = Start();
        }

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
    private Process Start()
    {
        Process process = Process.Start(StartOf(_folder, Unprivileged(
            Path.Combine(_programs, "postgres"), "-D", DataOf(_folder), "-p", _port.ToString(CultureInfo.InvariantCulture),
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on", "-c", "synchronous_commit=on")))!;
        process.OutputDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task AcceptsAsync() => Assert.True(await IsUpAsync(), $"postgres ended at once: {string.Join('\n', _log)}");

    /// <summary>Waits until it accepts connections, or until it has ended.</summary>
    private async Task<bool> IsUpAsync()
    {
        while (!_process.HasExited)
        {
            try
            {
                await using NpgsqlConnection connection = await OpenAsync();
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            }
        }

        return false;
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"{Connection};Pooling=false");
        try
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // Debian keeps the server's programs out of the path, a folder for each version.
    private static string? FindPrograms() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Directory.Exists(DebianVersions)
                ? Directory.GetDirectories(DebianVersions).OrderByDescending(VersionOf).Select(version => Path.Combine(version, "bin"))
                : [])
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    private static int VersionOf(string folder) => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0;

    private static string[] Unprivileged(params string[] command) =>
        Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", .. command] : command;

    // In a folder that the account may enter.
    private static ProcessStartInfo StartOf(DirectoryInfo folder, params string[] command) => new(command[0], command[1..])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder.FullName,
    };

    private static string DataOf(DirectoryInfo folder) => Path.Combine(folder.FullName, "data");
}
