using System.CommandLine;
using Spectre.Console;
using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Reports;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Simulation;
using StsSim.LoadTests.Thresholds;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests;

/// <summary>From the words on the command line to an exit code.</summary>
internal sealed class LoadTestProgram(
    IAnsiConsole console,
    TextWriter error,
    TimeProvider time,
    Func<string, string?> environment,
    Func<CancellationToken, Task<ITarget>> startEmbeddedTarget)
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken interrupted)
    {
        var command = new LoadTestCommand(
            environment,
            RunScenarioAsync,
            ListScenarios,
            ListClients,
            ListExperiments,
            WorkAsync,
            new ExperimentCommand(environment, RunExperimentAsync),
            new SimulateCommand(SimulateAsync));
        ParseResult parsed = command.Root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            return await RefuseAsync(ParseRefusal.Of(parsed)).ConfigureAwait(false);
        }

        try
        {
            // Ctrl-C is handled by the caller: a run that is stopped still has a report to write.
            var invocation = new InvocationConfiguration
            {
                Output = console.Profile.Out.Writer,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, interrupted).ConfigureAwait(false);
        }
        catch (CannotRunException refusal)
        {
            return await RefuseAsync(refusal.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted before any load was offered.").ConfigureAwait(false);
            return ExitCode.Interrupted;
        }
    }

    private async Task<int> RunScenarioAsync(RunOptions options, CancellationToken interrupted)
    {
        var files = ReportFiles.Open(options.Scenario.Name, options.ReportFile, options.DataFiles, options.JUnitFile, time);
        var session = new LoadTestSession(console, time, environment, startEmbeddedTarget);
        RunResult result = await session.RunAsync(options, interrupted).ConfigureAwait(false);

        new ResultTable(console).Write(result);
        new ExpectationsTable(console).Write(result);
        await WriteAsync(
            files,
            result,
            HtmlReport.Of(result),
            data => RunDataFile.Of(data, result),
            () => JUnitReport.Of(options.Scenario.Name, [("clients", result.Expectations)], result.Thresholds)).ConfigureAwait(false);
        return ExitCodeOf(result);
    }

    private async Task<int> RunExperimentAsync(ExperimentOptions options, CancellationToken interrupted)
    {
        var files = ReportFiles.Open(Path.GetFileNameWithoutExtension(options.Source), options.ReportFile, options.DataFiles, options.JUnitFile, time);
        var session = new ExperimentSession(console, time, environment, startEmbeddedTarget);
        ExperimentResult result = await session.RunAsync(options, interrupted).ConfigureAwait(false);

        new ResultTable(console).Write(result.Run);
        new ExpectationsTable(console).Write(result);
        await WriteAsync(
            files,
            result.Run,
            ExperimentPage.Of(result),
            data => RunDataFile.Of(data, result),
            () => JUnitReport.Of(
                options.Experiment.Name,
                [.. result.Groups.Where(entry => result.IsJudged(entry.Group)).Select(entry => (entry.Group.Group.Name, entry.Report.Expectations))],
                result.Run.Thresholds)).ConfigureAwait(false);
        return ExitCodeOf(result.AsRun());
    }

    private async Task WriteAsync(ReportFiles files, RunResult result, string page, Func<DataFile, string> data, Func<string> junit)
    {
        foreach (CheckedThreshold threshold in result.Thresholds)
        {
            console.MarkupLineInterpolated($"[{(threshold.Held ? "green" : "red")}]{threshold.Sentence}[/]");
        }

        await files.WriteAsync(console, page, data, junit).ConfigureAwait(false);
    }

    private static int ExitCodeOf(RunResult result) => result.Interrupted ? ExitCode.Interrupted
        : result.AllHeld ? ExitCode.Completed
        : ExitCode.ExpectationsBroken;

    private async Task<int> SimulateAsync(SimulateOptions options, CancellationToken interrupted)
    {
        var files = ReportFiles.Open("simulate", options.ReportFile, options.DataFiles, junit: null, time);
        IReadOnlyList<FleetResult> results = await new SimulationProgress(console).FollowAsync(options.Fleet, interrupted).ConfigureAwait(false);

        new SimulationTable(console).Write(options.Fleet, results);
        await files.WriteAsync(
            console, SimulationPage.Of(options.Fleet, results, time.GetUtcNow()), _ => SimulationJson.Of(options.Fleet, results)).ConfigureAwait(false);
        return ExitCode.Completed;
    }

    private int ListExperiments()
    {
        new ExperimentsTable(console).Write();
        return ExitCode.Completed;
    }

    private async Task<int> WorkAsync(WorkerJoin join, CancellationToken interrupted)
    {
        try
        {
            return await new LoadWorker(time).RunAsync(join, interrupted).ConfigureAwait(false) ? ExitCode.Completed : ExitCode.Interrupted;
        }
        catch (Exception told) when (join.IsLocal && told is CannotRunException or OperationCanceledException)
        {
            // The coordinator shares the console, and says it once for all of them.
            return told is CannotRunException ? ExitCode.CannotRun : ExitCode.Interrupted;
        }
    }

    private int ListClients()
    {
        new ClientTable(console).Write();
        return ExitCode.Completed;
    }

    private int ListScenarios()
    {
        new ScenarioTable(console).Write();
        return ExitCode.Completed;
    }

    private async Task<int> RefuseAsync(string sentence)
    {
        await error.WriteLineAsync(sentence).ConfigureAwait(false);
        return ExitCode.CannotRun;
    }
}
