using System.Diagnostics;
using System.Reflection;

namespace StsSim.LoadTests.Workers;

/// <summary>Workers on this machine: this very program, started again.</summary>
internal sealed class LocalWorkers : IDisposable
{
    /// <summary>The variable that tells a worker its token; arguments can be read by everybody.</summary>
    public const string TokenVariable = "STSSIM_WORKER_TOKEN";

    private readonly List<Process> _processes = [];

    public static LocalWorkers Start(int count, int port, string token)
    {
        var workers = new LocalWorkers();
        for (int worker = 0; worker < count; worker++)
        {
            workers._processes.Add(Process.Start(StartOf(port, token))!);
        }

        return workers;
    }

    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            // Who has reported ends by itself; who has not is of no use any more.
            if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                process.Kill();
            }

            process.Dispose();
        }
    }

    private static ProcessStartInfo StartOf(int port, string token)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = false };
        string[] arguments = ["exec", Assembly.GetExecutingAssembly().Location, "worker", "--join", $"127.0.0.1:{port}"];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[TokenVariable] = token;
        return start;
    }
}
