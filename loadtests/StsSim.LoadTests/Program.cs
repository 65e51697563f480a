using System.Runtime.InteropServices;
using Spectre.Console;
using StsSim.LoadTests;
using StsSim.LoadTests.Engine;

using var interrupted = new CancellationTokenSource();
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopEarly);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopEarly);

IAnsiConsole console = AnsiConsole.Console;
if (Console.IsOutputRedirected)
{
    // A file has no width; the default of 80 columns would break the table.
    console.Profile.Width = 160;
}

using var time = new PunctualTimeProvider();
var program = new LoadTestProgram(
    console, Console.Error, time, Environment.GetEnvironmentVariable, EmbeddedSimulator.StartAsync);
return await program.RunAsync(args, interrupted.Token).ConfigureAwait(false);

void StopEarly(PosixSignalContext signal)
{
    // The first one ends the run in good order; a second one ends the process.
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
}
