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

    // Warming up before the experiment, and awaiting the last answers after it.
    private static readonly TimeSpan LifetimeBesides = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan TimeForBucketsToFill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(15);

    public async Task<ExperimentResult> RunAsync(ExperimentOptions options, CancellationToken interrupted)
    {
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
        List<(ClientGroup Group, ICaller Client)> clients = [];
        try
        {
            TimeSpan lifetime = options.Experiment.Duration + LifetimeBesides;
            foreach (ExperimentClient client in options.Experiment.Load.Clients)
            {
                LeasedAccount account = await control.TakeLeaseAsync(lifetime, interrupted).ConfigureAwait(false);
                runs.Add(new ExperimentRun(control, client, account));
                CallerSetting setting =
                    await SettingAsync(options.Experiment, endpoint, control, account, lifetime, interrupted).ConfigureAwait(false);
                await WarmUpAsync(setting, interrupted).ConfigureAwait(false);
                clients.Add((client.Group, client.CreateFor(setting)));
            }

            await Task.Delay(TimeForBucketsToFill, time, interrupted).ConfigureAwait(false);
            long startingAt = time.GetTimestamp();
            await Task.WhenAll(runs.Select(run => run.StartAsync(options.Experiment, interrupted))).ConfigureAwait(false);
            return await DriveAsync(options, endpoint, runs, clients, time.GetElapsedTime(startingAt), interrupted).ConfigureAwait(false);
        }
        finally
        {
            foreach ((_, ICaller client) in clients)
            {
                client.Dispose();
            }

            await FreeAsync(runs).ConfigureAwait(false);
        }
    }

    private async Task<ExperimentResult> DriveAsync(
        ExperimentOptions options,
        Uri endpoint,
        List<ExperimentRun> runs,
        List<(ClientGroup Group, ICaller Client)> clients,
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
            runs[0].Account.Credentials);
        ScenarioPlan plan = runOptions.Scenario.Plan(runOptions.Duration, runOptions.Rate);
        console.MarkupLineInterpolated(
            $"[bold]{experiment.Name}[/]: {runOptions.Rate:0.###} invocations/s for each of {clients.Count} client groups, {plan.Duration.TotalSeconds:0.###} s, seed {experiment.Seed}, against {endpoint}");

        // With its last phase an experiment takes its faults away: what is answered later says nothing of any phase.
        RunResult result = await new MeasuredRun(console, time)
            .RunAsync(runOptions, plan, clients, quota: null, FactsOf(options, endpoint, runs), drainLimit: TimeSpan.Zero, interrupted)
            .ConfigureAwait(false);

        return new ExperimentResult(options, result, await ReportsAsync(runs, result.Interrupted).ConfigureAwait(false));
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

    private RunFacts FactsOf(ExperimentOptions options, Uri endpoint, List<ExperimentRun> runs) => RunFacts.Gather(
        endpoint,
        options.Endpoint is null,
        $"leased for this run: {string.Join(", ", runs.Select(run => $"{run.Account.AccountId} for {run.Client.Name}"))}",
        string.Join("; ", runs.Select(run => $"{run.Client.Name}: {run.Client.Does}")),
        ExperimentCommandLine.Of(options),
        time.GetUtcNow(),
        environment);

    private async Task<CallerSetting> SettingAsync(
        ExperimentFile experiment, Uri endpoint, ControlApi control, LeasedAccount account, TimeSpan lifetime, CancellationToken interrupted)
    {
        ExperimentLoad load = experiment.Load;
        StsCall call = load.Operation switch
        {
            nameof(StsCall.GetCallerIdentity) => StsCall.GetCallerIdentity,
            nameof(StsCall.AssumeRole) => StsCall.AssumeRole(account.RoleArn, load.SessionSeconds),
            nameof(StsCall.AssumeRoleWithWebIdentity) => StsCall.AssumeRoleWithWebIdentity(
                account.WebRoleArn,
                await control.MintTokenAsync(lifetime, interrupted).ConfigureAwait(false),
                load.SessionSeconds),
            _ => StsCall.GetFederationToken(load.SessionSeconds),
        };
        return new CallerSetting(endpoint, account, call, load.Timeout, load.SessionSeconds, experiment.Seed, time);
    }

    /// <summary>Compilation belongs to no figure; by a client of its own, whose retry state is nobody's.</summary>
    private static async Task WarmUpAsync(CallerSetting setting, CancellationToken interrupted)
    {
        using var client = new StsClient(
            setting.Endpoint, new ClientGroup("warm-up", ExperimentClient.Region, null), setting.Account.Credentials, setting.Call);
        for (int call = 0; call < WarmUpCalls; call++)
        {
            InvocationOutcome outcome =
                await client.InvokeAsync("warm-up", UnwatchedWire.Instance, interrupted).ConfigureAwait(false);
            interrupted.ThrowIfCancellationRequested();
            if (outcome.End == InvocationEnd.Failed)
            {
                throw new CannotRunException($"{setting.Endpoint} does not serve {setting.Call.Operation}: it answered {outcome.ErrorCode}.");
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
