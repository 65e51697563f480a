using Spectre.Console;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>All around one run: a target, a check that it answers, warm clients, the quota put back at the end.</summary>
internal sealed class LoadTestSession(
    IAnsiConsole console,
    TimeProvider time,
    Func<string, string?> environment,
    Func<CancellationToken, Task<ITarget>> startEmbeddedTarget)
{
    private const int WarmUpCalls = 60;
    private static readonly TimeSpan TimeForBucketsToFill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(15);

    public async Task<RunResult> RunAsync(RunOptions options, CancellationToken interrupted)
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
            string accountId =
                await Preflight.AccountIdAsync(endpoint, options.Credentials, interrupted).ConfigureAwait(false);
            using QuotaControl? quota =
                await OpenQuotaAsync(options, endpoint, accountId, interrupted).ConfigureAwait(false);
            if (options.Expectations.Count == 0)
            {
                return await RunAsync(options, endpoint, accountId, quota, interrupted).ConfigureAwait(false);
            }

            using var control = new ControlApi(endpoint, options.AdminToken);
            await control.CheckAsync(options.Expectations, accountId, interrupted).ConfigureAwait(false); // a typing error is told now, and not after the run
            await control.ForgetClientsAsync(accountId, interrupted).ConfigureAwait(false);
            RunResult result = await RunAsync(options, endpoint, accountId, quota, interrupted).ConfigureAwait(false);
            return result with { Expectations = await CheckAsync(options, control, accountId).ConfigureAwait(false) };
        }
        finally
        {
            if (embedded is not null)
            {
                await embedded.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Also after Ctrl-C, hence with a time limit of its own instead of the run's token.</summary>
    private async Task<IReadOnlyList<CheckedExpectation>> CheckAsync(RunOptions options, ControlApi control, string accountId)
    {
        using var limit = new CancellationTokenSource(CheckLimit, time);
        try
        {
            return await control.CheckAsync(options.Expectations, accountId, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            throw new CannotRunException("The simulator did not say in time whether the clients did as expected.", late);
        }
    }

    private async Task<RunResult> RunAsync(
        RunOptions options, Uri endpoint, string accountId, QuotaControl? quota, CancellationToken interrupted)
    {
        ScenarioPlan plan = options.Scenario.Plan(options.Duration, options.Rate);
        (ClientGroup Group, ICaller Client)[] clients =
            [.. ClientGroup.All.Select(group => (group, (ICaller)new StsClient(endpoint, group, options.Credentials)))];
        try
        {
            await SetFirstQuotaAsync(plan, quota, interrupted).ConfigureAwait(false);
            await WarmUpAsync(options, endpoint, interrupted).ConfigureAwait(false);
            console.MarkupLineInterpolated(
                $"[bold]{options.Scenario.Name}[/]: {options.Rate:0.###} invocations/s for each of {clients.Length} client groups, {plan.Duration.TotalSeconds:0.###} s, against {endpoint}");

            return await new MeasuredRun(console, time)
                .RunAsync(options, plan, clients, quota, FactsOf(options, endpoint, accountId), drainLimit: null, interrupted)
                .ConfigureAwait(false);
        }
        finally
        {
            foreach ((_, ICaller client) in clients)
            {
                client.Dispose();
            }

            await RestoreQuotaAsync(quota).ConfigureAwait(false);
        }
    }

    private RunFacts FactsOf(RunOptions options, Uri endpoint, string accountId) => RunFacts.Gather(
        endpoint,
        options.Endpoint is null,
        accountId,
        "one client object a group; it has two retry modes, Standard and Adaptive, and the third group has retries off for comparison",
        RunCommandLine.Of(options),
        time.GetUtcNow(),
        environment);

    private static async Task<QuotaControl?> OpenQuotaAsync(
        RunOptions options, Uri endpoint, string accountId, CancellationToken interrupted)
    {
        if (!options.Scenario.NeedsQuotaControl)
        {
            return null;
        }

        return await QuotaControl.OpenAsync(endpoint, accountId, options.AdminToken, interrupted).ConfigureAwait(false)
            ?? throw new CannotRunException(
                $"Scenario {options.Scenario.Name} changes the quota, and {endpoint} has no control API to change it with; steady-issuance works against any endpoint.");
    }

    private static async Task SetFirstQuotaAsync(ScenarioPlan plan, QuotaControl? quota, CancellationToken interrupted)
    {
        if (quota is null || plan.Phases[0].Quota is not { } first)
        {
            return;
        }

        try
        {
            await quota.SetAsync(first, interrupted).ConfigureAwait(false);
        }
        catch (HttpRequestException refusal)
        {
            throw new CannotRunException($"The control API refused to set the quota: {refusal.Message.TrimEnd('.')}.", refusal);
        }
    }

    /// <summary>
    /// Compilation belongs to no figure, so it is got over with first; by clients of its own, for a throttling answer
    /// here would leave its mark on the retry state of those that are measured.
    /// </summary>
    private async Task WarmUpAsync(RunOptions options, Uri endpoint, CancellationToken interrupted)
    {
        foreach (ClientGroup group in ClientGroup.All)
        {
            using var client = new StsClient(endpoint, group with { Name = "warm-up", Retries = null }, options.Credentials);
            InvocationEnd end = InvocationEnd.Ok;
            for (int call = 0; call < WarmUpCalls && end == InvocationEnd.Ok; call++)
            {
                InvocationOutcome outcome =
                    await client.InvokeAsync("warm-up", UnwatchedWire.Instance, interrupted).ConfigureAwait(false);
                interrupted.ThrowIfCancellationRequested();
                end = outcome.End == InvocationEnd.Failed
                    ? throw new CannotRunException($"{endpoint} issues no federation tokens: it answered {outcome.ErrorCode}.")
                    : outcome.End;
            }
        }

        await Task.Delay(TimeForBucketsToFill, time, interrupted).ConfigureAwait(false);
    }

    /// <summary>Also after Ctrl-C, hence with a time limit of its own instead of the run's token.</summary>
    private async Task RestoreQuotaAsync(QuotaControl? quota)
    {
        if (quota is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(RestoreLimit, time);
        try
        {
            await quota.RestoreAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            console.MarkupLineInterpolated($"[yellow]The quota could not be put back as it was: {exception.Message}[/]");
        }
    }
}
