using System.Diagnostics;
using System.Reflection;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.CommandLine;

namespace StsSim.LoadTests.Workers;

/// <summary>Workers on this machine: this very program, started again.</summary>
internal sealed class LocalWorkers(TimeProvider time) : IDisposable
{
    /// <summary>The variable that tells a worker its token; arguments can be read by everybody.</summary>
    public const string TokenVariable = "STSSIM_WORKER_TOKEN";

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly List<Process> _processes = [];

    /// <param name="clients">Those of the run; workers of this machine are told how the user's own among them are started.</param>
    public void Start(int count, int port, string token, IReadOnlyList<ClientKind> clients)
    {
        for (int worker = 0; worker < count; worker++)
        {
            _processes.Add(Process.Start(StartOf(port, token, clients))!);
        }
    }

    /// <summary>Waits a moment for all of them together to end; who has not by then is of no use any more.</summary>
    public void Dispose()
    {
        long begin = time.GetTimestamp();
        foreach (Process process in _processes)
        {
            TimeSpan left = EndLimit - time.GetElapsedTime(begin);
            if (!process.WaitForExit(left > TimeSpan.Zero ? left : TimeSpan.Zero))
            {
                process.Kill(entireProcessTree: true);
            }

            process.Dispose();
        }
    }

    private static ProcessStartInfo StartOf(int port, string token, IReadOnlyList<ClientKind> clients)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = false };
        string[] arguments =
        [
            "exec", Assembly.GetExecutingAssembly().Location,
            "worker", "--join", $"127.0.0.1:{port}", WorkerCommand.LocalOption, .. DriverOption.WordsFor(clients),
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[TokenVariable] = token;
        return start;
    }
}
