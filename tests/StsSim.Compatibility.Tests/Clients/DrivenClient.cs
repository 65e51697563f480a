using System.Diagnostics;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A client behind one of this project's programs, which serves all calls of a test class.</summary>
public abstract class DrivenClient : StsClient
{
    private ClientDriver? _driver;

    public sealed override async ValueTask InitializeAsync()
    {
        MissingBecause = await FindMissingAsync();
        if (MissingBecause is null)
        {
            ProcessStartInfo program = Program();
            _driver = ClientDriver.TryStart(program);
            MissingBecause = _driver is null ? $"{program.FileName} is not installed." : null;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_driver is not null)
        {
            await _driver.DisposeAsync();
        }
    }

    public sealed override Task<ClientAnswer> CallAsync(Uri endpoint, ClientCall call) => _driver!.CallAsync(endpoint, call);

    public sealed override async Task<ClientAnswer> CallAsync(Uri endpoint, ClientCall call, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo program = Program();
        foreach ((string name, string value) in environment)
        {
            program.Environment[name] = value;
        }

        await using ClientDriver driver = ClientDriver.TryStart(program)!;
        return await driver.CallAsync(endpoint, call);
    }

    /// <summary>What of it is not installed, with the way to install it; <see langword="null"/> where all is there.</summary>
    protected abstract Task<string?> FindMissingAsync();

    protected abstract ProcessStartInfo Program();

    /// <summary>A file of this project, as it was copied beside the tests.</summary>
    protected static string FileBesideTests(params ReadOnlySpan<string> path) => Path.Combine([AppContext.BaseDirectory, .. path]);

    /// <summary>The reason to skip where a check of what is installed does not succeed.</summary>
    internal static async Task<string?> MissingUnlessRunsAsync(string what, string program, params IEnumerable<string> arguments) =>
        await InstalledProgram.TryRunAsync(ClientEnvironment.Start(program, arguments)) is { ExitCode: 0 }
            ? null
            : $"{what} is not installed; tests/StsSim.Compatibility.Tests/install-clients installs it.";
}
