using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.Runs;

/// <summary>All around one run: a target, a check that it answers, warm clients, everything put back at the end.</summary>
internal sealed class LoadTestSession(
    IAnsiConsole console,
    TimeProvider time,
    Func<string, string?> environment,
    Func<CancellationToken, Task<ITarget>> startEmbeddedTarget)
{
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(15);

    public async Task<RunResult> RunAsync(RunOptions options, CancellationToken interrupted)
    {
        foreach (ClientKind kind in options.Clients)
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
            return await RunAsync(options, options.Endpoint ?? embedded!.Endpoint, interrupted).ConfigureAwait(false);
        }
        finally
        {
            if (embedded is not null)
            {
                await embedded.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<RunResult> RunAsync(RunOptions options, Uri endpoint, CancellationToken interrupted)
    {
        using var control = new ControlApi(endpoint, options.AdminToken);
        var stage = new StageSetting(options, endpoint, control, time);
        string accountId = options.Scenario.Needs == ScenarioNeeds.LeasedAccounts
            ? ""
            : await Preflight.AccountIdAsync(endpoint, options.Credentials, time, interrupted).ConfigureAwait(false);
        using QuotaControl? quota = await OpenQuotaAsync(options, endpoint, accountId, interrupted).ConfigureAwait(false);
        using WorkerRun? workers = options.Workers is { } wanted
            ? await WorkerRun.GatherAsync(wanted, options.Clients, console, time, interrupted).ConfigureAwait(false)
            : null;
        await using PreparedStage prepared = await stage.PrepareAsync(accountId, interrupted).ConfigureAwait(false);
        string[] accounts = prepared.Leases.Count > 0 ? [.. prepared.Leases.Select(lease => lease.AccountId)] : [accountId];
        bool isExpected = options.Expectations.Count > 0;
        if (isExpected)
        {
            await control.CheckAsync(options.Expectations, accounts[0], interrupted).ConfigureAwait(false); // a typing error is told now, and not after the run
            foreach (string account in accounts)
            {
                await control.ForgetClientsAsync(account, interrupted).ConfigureAwait(false);
            }
        }

        RunResult result = await DriveAsync(options, endpoint, accountId, prepared, workers, quota, interrupted).ConfigureAwait(false);
        bool isAllOurs = options.Endpoint is null || isExpected || prepared.Leases.Count > 0;
        using var limit = new CancellationTokenSource(CheckLimit, time); // also after Ctrl-C, hence not the run's token
        try
        {
            return result with
            {
                Expectations = options.Expectations.Count == 0 ? [] : await CheckAsync(options, control, accounts, limit.Token).ConfigureAwait(false),
                Thresholds = [.. options.Thresholds.Select(threshold => result.Check(threshold))],
                Verdicts = isAllOurs ? await ServerVerdict.ReadAsync(control, accounts, [.. result.Groups.Select(group => group.Group.Name)], limit.Token).ConfigureAwait(false) : [],
            };
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            throw new CannotRunException("The simulator did not say in time what it saw of the clients.", late);
        }
    }

    /// <summary>
    /// Clients in accounts of their own are seen account by account: an expectation must hold in each that has such clients,
    /// and one that none has is told once.
    /// </summary>
    private static async Task<IReadOnlyList<CheckedExpectation>> CheckAsync(
        RunOptions options, ControlApi control, string[] accounts, CancellationToken limit)
    {
        List<CheckedExpectation> all = [];
        foreach (string account in accounts)
        {
            all.AddRange(await control.CheckAsync(options.Expectations, account, limit).ConfigureAwait(false));
        }

        return
        [
            .. all.GroupBy(expectation => expectation.Text).SelectMany(one =>
                one.Any(expectation => expectation.Observed is not null)
                    ? one.Where(expectation => expectation.Observed is not null)
                    : one.Take(1)),
        ];
    }

    private async Task<RunResult> DriveAsync(
        RunOptions options, Uri endpoint, string accountId, PreparedStage prepared, WorkerRun? workers, QuotaControl? quota, CancellationToken interrupted)
    {
        ScenarioPlan plan = options.Plan();
        IPhaseControl? control = quota is not null ? new QuotaPhases(quota) : prepared.Phases;
        try
        {
            await EnterFirstPhaseAsync(plan, control, interrupted).ConfigureAwait(false);
            if (workers is null)
            {
                await prepared.WarmUpAsync(interrupted).ConfigureAwait(false);
            }

            string load = plan.IsClosed
                ? $"{plan.Copies.Max(copies => copies.MostCopies)} callers"
                : $"{options.Rate:0.###} invocations/s";
            console.MarkupLineInterpolated(
                $"[bold]{options.Scenario.Name}[/]: {load} for each of {prepared.Groups.Count} client groups, {plan.Duration.TotalSeconds:0.###} s, against {endpoint}");

            RunFacts facts = FactsOf(options, endpoint, accountId, prepared);
            return workers is null
                ? await new MeasuredRun(console, time).RunAsync(options, plan, prepared.Groups, control, facts, drainLimit: null, interrupted).ConfigureAwait(false)
                : await workers.RunAsync(options, endpoint, plan, prepared, control, facts, interrupted).ConfigureAwait(false);
        }
        finally
        {
            await RestoreAsync(control).ConfigureAwait(false);
        }
    }

    private RunFacts FactsOf(RunOptions options, Uri endpoint, string accountId, PreparedStage prepared) => RunFacts.Gather(
        endpoint,
        options.Endpoint is null,
        prepared.Leases.Count == 0 ? accountId : $"leased for this run, {prepared.Leases.Count} in all",
        string.Join("; ", options.Clients.Select(client => $"{client.Name}: {client.Does}")),
        GroupSdk.Of(prepared.Groups),
        RunCommandLine.Of(options),
        time.GetUtcNow(),
        environment);

    private static async Task<QuotaControl?> OpenQuotaAsync(
        RunOptions options, Uri endpoint, string accountId, CancellationToken interrupted)
    {
        if (options.Scenario.Needs != ScenarioNeeds.QuotaControl)
        {
            return null;
        }

        return await QuotaControl.OpenAsync(endpoint, accountId, options.AdminToken, interrupted).ConfigureAwait(false)
            ?? throw new CannotRunException(
                $"Scenario {options.Scenario.Name} changes the quota, and {endpoint} has no control API to change it with; steady-issuance works against any endpoint.");
    }

    private static async Task EnterFirstPhaseAsync(ScenarioPlan plan, IPhaseControl? control, CancellationToken interrupted)
    {
        if (control is null)
        {
            return;
        }

        try
        {
            await control.EnterAsync(plan.Phases[0], interrupted).ConfigureAwait(false);
        }
        catch (HttpRequestException refusal)
        {
            throw new CannotRunException($"The control API refused to set the quota: {refusal.Message.TrimEnd('.')}.", refusal);
        }
    }

    /// <summary>Also after Ctrl-C, hence with a time limit of its own instead of the run's token.</summary>
    private async Task RestoreAsync(IPhaseControl? control)
    {
        if (control is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(RestoreLimit, time);
        try
        {
            await control.RestoreAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            console.MarkupLineInterpolated($"[yellow]The quota could not be put back as it was: {exception.Message}[/]");
        }
    }
}
