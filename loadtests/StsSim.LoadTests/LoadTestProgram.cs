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
            return await RefuseAsync($"{parsed.Errors[0].Message.TrimEnd('.')}. See --help.").ConfigureAwait(false);
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
        var report = ReportFile.For(options.Scenario.Name, options.ReportFile, time);
        ReportFile? junit = options.JUnitFile is { } file ? ReportFile.At("--junit", file) : null;
        (DataFile File, ReportFile Target)[] dataFiles = [.. options.DataFiles.Where(wanted => !wanted.IsStandardOutput).Select(wanted => (wanted, ReportFile.At(wanted.Option, wanted.Path)))];
        var session = new LoadTestSession(console, time, environment, startEmbeddedTarget);
        RunResult result = await session.RunAsync(options, interrupted).ConfigureAwait(false);

        new ResultTable(console).Write(result);
        new ExpectationsTable(console).Write(result);
        foreach (CheckedThreshold threshold in result.Thresholds)
        {
            console.MarkupLineInterpolated($"[{(threshold.Held ? "green" : "red")}]{threshold.Sentence}[/]");
        }

        report.Write(HtmlReport.Of(result));
        junit?.Write(JUnitReport.Of(options.Scenario.Name, [("clients", result.Expectations)], result.Thresholds));
        foreach ((DataFile data, ReportFile target) in dataFiles)
        {
            target.Write(RunDataFile.Of(data, result));
            console.MarkupLineInterpolated($"{data.Option[2..]}: [bold]{target.Path}[/]");
        }

        console.MarkupLineInterpolated($"Report: [bold]{report.Path}[/]");
        foreach (DataFile data in options.DataFiles.Where(wanted => wanted.IsStandardOutput))
        {
            await console.Profile.Out.Writer.WriteAsync($"\n{RunDataFile.Of(data, result)}").ConfigureAwait(false);
        }

        return result.Interrupted ? ExitCode.Interrupted
            : result.AllHeld ? ExitCode.Completed
            : ExitCode.ExpectationsBroken;
    }

    private async Task<int> RunExperimentAsync(ExperimentOptions options, CancellationToken interrupted)
    {
        var report = ReportFile.For(Path.GetFileNameWithoutExtension(options.Source), options.ReportFile, time);
        ReportFile? junit = options.JUnitFile is { } file ? ReportFile.At("--junit", file) : null;
        var session = new ExperimentSession(console, time, environment, startEmbeddedTarget);
        ExperimentResult result = await session.RunAsync(options, interrupted).ConfigureAwait(false);

        new ResultTable(console).Write(result.Run);
        new ExpectationsTable(console).Write(result);
        report.Write(ExperimentPage.Of(result));
        junit?.Write(JUnitReport.Of(
            options.Experiment.Name, [.. result.Groups.Where(entry => result.IsJudged(entry.Group)).Select(entry => (entry.Group.Group.Name, entry.Report.Expectations))]));
        console.MarkupLineInterpolated($"Report: [bold]{report.Path}[/]");
        return result.Run.Interrupted ? ExitCode.Interrupted
            : result.ExpectationsHeld ? ExitCode.Completed
            : ExitCode.ExpectationsBroken;
    }

    private async Task<int> SimulateAsync(SimulateOptions options, CancellationToken interrupted)
    {
        var report = ReportFile.For("simulate", options.ReportFile, time);
        ReportFile? json = options.JsonFile is { } file ? ReportFile.At("--json", file) : null;
        IReadOnlyList<FleetResult> results = await new SimulationProgress(console).FollowAsync(options.Fleet, interrupted).ConfigureAwait(false);

        new SimulationTable(console).Write(options.Fleet, results);
        report.Write(SimulationPage.Of(options.Fleet, results, time.GetUtcNow()));
        if (json is not null)
        {
            json.Write(SimulationJson.Of(options.Fleet, results));
            console.MarkupLineInterpolated($"json: [bold]{json.Path}[/]");
        }

        console.MarkupLineInterpolated($"Report: [bold]{report.Path}[/]");
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
