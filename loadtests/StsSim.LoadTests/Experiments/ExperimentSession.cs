using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Experiments;

/// <summary>
/// All around one experiment: a target, an account for each client group with the experiment running in it, the same load
/// on all of them at once, and everything given back at the end, whatever that is.
/// </summary>
internal sealed class ExperimentSession(
    IAnsiConsole console,
    TimeProvider time,
    Func<string, string?> environment,
    Func<CancellationToken, Task<ITarget>> startEmbeddedTarget)
{
    private const int WarmUpCalls = 60;
    private const string Region = "us-east-1";

    // Warming up before the experiment, and awaiting the last answers after it.
    private static readonly TimeSpan LifetimeBesides = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan TimeForBucketsToFill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    public async Task<ExperimentResult> RunAsync(ExperimentOptions options, CancellationToken interrupted)
    {
        foreach (ClientKind kind in options.Experiment.Load.Clients)
        {
            kind.MustRunHere();
        }

        ITarget? embedded = null;
        if (options.Endpoint is null)
        {
            console.WriteLine("Starting an embedded simulator.");
            embedded = await startEmbeddedTarget(interrupted).ConfigureAwait(false);
        }

        try
        {
            Uri endpoint = options.Endpoint ?? embedded!.Endpoint;
            using var control = new ControlApi(endpoint, options.AdminToken);
            return await RunAsync(options, endpoint, control, interrupted).ConfigureAwait(false);
        }
        finally
        {
            if (embedded is not null)
            {
                await embedded.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<ExperimentResult> RunAsync(
        ExperimentOptions options, Uri endpoint, ControlApi control, CancellationToken interrupted)
    {
        List<ExperimentRun> runs = [];
        List<PreparedGroup> groups = [];
        try
        {
            TimeSpan lifetime = options.Experiment.Duration + LifetimeBesides;
            foreach (ClientKind kind in options.Experiment.Load.Clients)
            {
                LeasedAccount account = await control.TakeLeaseAsync(lifetime, interrupted).ConfigureAwait(false);
                runs.Add(new ExperimentRun(control, kind, account));
                groups.Add(await PrepareAsync(options.Experiment, endpoint, control, kind, account, lifetime, interrupted).ConfigureAwait(false));
            }

            await Task.Delay(TimeForBucketsToFill, time, interrupted).ConfigureAwait(false);
            long startingAt = time.GetTimestamp();
            await Task.WhenAll(runs.Select(run => run.StartAsync(options.Experiment, interrupted))).ConfigureAwait(false);
            return await DriveAsync(options, endpoint, control, runs, groups, time.GetElapsedTime(startingAt), interrupted).ConfigureAwait(false);
        }
        finally
        {
            foreach (PreparedGroup group in groups)
            {
                await group.Client.DisposeAsync().ConfigureAwait(false);
            }

            await FreeAsync(runs).ConfigureAwait(false);
        }
    }

    private async Task<ExperimentResult> DriveAsync(
        ExperimentOptions options,
        Uri endpoint,
        ControlApi control,
        List<ExperimentRun> runs,
        List<PreparedGroup> groups,
        TimeSpan head,
        CancellationToken interrupted)
    {
        ExperimentFile experiment = options.Experiment;
        var runOptions = new RunOptions(
            new ExperimentScenario(experiment, head),
            options.Endpoint,
            experiment.Duration,
            experiment.Load.RatePerSecond,
            experiment.Seed,
            options.ReportFile,
            runs[0].Account.Credentials)
        {
            Clients = experiment.Load.Clients,
        };
        ScenarioPlan plan = runOptions.Plan();
        console.MarkupLineInterpolated(
            $"[bold]{experiment.Name}[/]: {runOptions.Rate:0.###} invocations/s for each of {groups.Count} client groups, {plan.Duration.TotalSeconds:0.###} s, seed {experiment.Seed}, against {endpoint}");

        // With its last phase an experiment takes its faults away: what is answered later says nothing of any phase.
        RunResult result = await new MeasuredRun(console, time)
            .RunAsync(runOptions, plan, groups, control: null, FactsOf(options, endpoint, runs, groups), drainLimit: TimeSpan.Zero, interrupted)
            .ConfigureAwait(false);

        ExperimentReport[] reports = await ReportsAsync(runs, result.Interrupted).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(EndLimit, time);
        IReadOnlyList<ServerVerdict> verdicts = await ServerVerdict
            .ReadAsync(control, runs.Select(run => run.Account.AccountId), [.. runs.Select(run => run.Client.Name)], limit.Token)
            .ConfigureAwait(false);
        var judged = new ExperimentResult(options, result, reports);
        return judged with
        {
            Run = result with
            {
                Verdicts = verdicts,
                Thresholds = [.. options.Thresholds.Select(threshold => result.Check(threshold, threshold.Client is null ? judged.IsJudged : null))],
            },
        };
    }

    /// <summary>Also after Ctrl-C, hence with a time limit of its own instead of the run's token.</summary>
    private async Task<ExperimentReport[]> ReportsAsync(List<ExperimentRun> runs, bool interrupted)
    {
        using var limit = new CancellationTokenSource(EndLimit, time);
        try
        {
            return await Task.WhenAll(runs.Select(run => run.EndAsync(interrupted, time, limit.Token))).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            throw new CannotRunException("The simulator did not say in time how the experiments ended.", late);
        }
    }

    private RunFacts FactsOf(ExperimentOptions options, Uri endpoint, List<ExperimentRun> runs, List<PreparedGroup> groups) => RunFacts.Gather(
        endpoint,
        options.Endpoint is null,
        $"leased for this run: {string.Join(", ", runs.Select(run => $"{run.Account.AccountId} for {run.Client.Name}"))}",
        string.Join("; ", runs.Select(run => $"{run.Client.Name}: {run.Client.Does}")),
        GroupSdk.Of(groups),
        ExperimentCommandLine.Of(options),
        time.GetUtcNow(),
        environment);

    private async Task<PreparedGroup> PrepareAsync(
        ExperimentFile experiment,
        Uri endpoint,
        ControlApi control,
        ClientKind kind,
        LeasedAccount account,
        TimeSpan lifetime,
        CancellationToken interrupted)
    {
        ExperimentLoad load = experiment.Load;
        var settings = ScenarioSettings.Of(experiment.Duration, load.RatePerSecond, experiment.Seed);
        var target = new TargetAccount(account.AccountId, account.Credentials) { RoleArn = account.RoleArn, WebRoleArn = account.WebRoleArn };
        var stage = new GroupStage(new ClientGroup(kind.Name, Region, kind.Retries), kind, settings, [target], control);
        if (load.Operation == nameof(StsRequest.AssumeRoleWithWebIdentity))
        {
            stage.WebIdentityToken = await control.MintTokenAsync(lifetime, interrupted).ConfigureAwait(false);
        }

        await WarmUpAsync(experiment, stage, SettingOf("warm-up"), interrupted).ConfigureAwait(false);
        return new PreparedGroup(stage, await kind.CreateAsync(SettingOf(kind.Name), interrupted).ConfigureAwait(false));

        ClientSetting SettingOf(string application) =>
            new(endpoint, Region, application, account.Credentials, load.Timeout, experiment.Seed, time);
    }

    /// <summary>Compilation and connections belong to no figure; by a client of its own, whose retry state is nobody's.</summary>
    private static async Task WarmUpAsync(ExperimentFile experiment, GroupStage stage, ClientSetting setting, CancellationToken interrupted)
    {
        var scenario = new ExperimentScenario(experiment, TimeSpan.Zero);
        IStsClient client = await stage.Kind.CreateAsync(setting, interrupted).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            var steps = new WarmUpSteps(client, stage.Kind.Name, setting.Endpoint, setting.Time, interrupted);
            for (int call = 0; call < WarmUpCalls; call++)
            {
                await steps.SendAsync(nameof(WarmUpAsync), scenario.RequestOf(stage, "warm-up")).ConfigureAwait(false);
            }
        }
    }

    private async Task FreeAsync(List<ExperimentRun> runs)
    {
        foreach (ExperimentRun run in runs)
        {
            using var limit = new CancellationTokenSource(EndLimit, time);
            try
            {
                await run.FreeAsync(limit.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is CannotRunException or OperationCanceledException)
            {
                console.MarkupLineInterpolated(
                    $"[yellow]Account {run.Account.AccountId} could not be given back; it frees itself: {exception.Message}[/]");
            }
        }
    }
}
