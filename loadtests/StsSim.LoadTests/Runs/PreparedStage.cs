using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Client groups that are ready to be driven, and what has to be given back after them.</summary>
internal sealed class PreparedStage(RunOptions options, Uri endpoint, ControlApi control, TimeProvider time) : IAsyncDisposable
{
    private const int WarmUpCalls = 60;
    private static readonly TimeSpan TimeForBucketsToFill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FreeLimit = TimeSpan.FromSeconds(15);

    public List<PreparedGroup> Groups { get; } = [];

    public List<LeasedAccount> Leases { get; } = [];

    /// <summary>What the phases of leased accounts are entered with; null where there are none.</summary>
    public IPhaseControl? Phases => Leases.Count == 0
        ? null
        : new LeasedPhases(control, [.. Leases.Select(lease => lease.AccountId)]);

    /// <summary>
    /// Compilation belongs to no figure, so it is got over with first; by clients of their own, for a throttling answer here
    /// would leave its mark on the retry state of those that are measured. A client in a process of its own stays cold:
    /// only the load offered beforehand reaches it.
    /// </summary>
    public async Task WarmUpAsync(CancellationToken interrupted)
    {
        foreach (PreparedGroup group in Groups)
        {
            TargetAccount account = group.Stage.Account;
            var setting = new ClientSetting(endpoint, group.Stage.Group.Region, "warm-up", account.Credentials, options.Timeout, options.Seed, time);
            IStsClient client = await group.Stage.Kind.CreateAsync(setting, interrupted).ConfigureAwait(false);
            await using (client.ConfigureAwait(false))
            {
                await WarmUpAsync(client, group.Stage, interrupted).ConfigureAwait(false);
            }
        }

        await Task.Delay(TimeForBucketsToFill, time, interrupted).ConfigureAwait(false);
        if (options.WarmUp > TimeSpan.Zero)
        {
            await OfferBeforehandAsync(interrupted).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PreparedGroup group in Groups)
        {
            await group.Client.DisposeAsync().ConfigureAwait(false);
        }

        foreach (LeasedAccount lease in Leases)
        {
            using var limit = new CancellationTokenSource(FreeLimit, time);
            try
            {
                await control.FreeLeaseAsync(lease, limit.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is CannotRunException or OperationCanceledException)
            {
                // It frees itself when its time is over.
            }
        }
    }

    private async Task WarmUpAsync(IStsClient client, GroupStage stage, CancellationToken interrupted)
    {
        var steps = new WarmUpSteps(client, stage.Kind.Name, endpoint, time, interrupted);
        InvocationEnd end = InvocationEnd.Ok;
        for (int call = 0; call < WarmUpCalls && end == InvocationEnd.Ok; call++)
        {
            var iteration = new Iteration(call, TimeSpan.Zero, stage, steps);
            await options.Scenario.RunAsync(iteration).ConfigureAwait(false);
            end = iteration.Outcome!.End;
        }
    }

    /// <summary>The user's warm-up: the load itself, unmeasured.</summary>
    private async Task OfferBeforehandAsync(CancellationToken interrupted)
    {
        ScenarioPlan measured = options.Plan();
        LoadSimulation load = measured.IsClosed
            ? new KeepConstant(Math.Max(1, measured.Copies[0].CopiesAt(TimeSpan.Zero)), options.WarmUp)
            : new Inject(options.Rate, options.WarmUp);
        var plan = new ScenarioPlan([new Phase("warm-up", TimeSpan.Zero, options.WarmUp)], [load], measured.Spacing);
        using var run = new LoadTestRun(options.Scenario, plan, Groups, control: null, time);
        await run.RunAsync(interrupted).ConfigureAwait(false);
        interrupted.ThrowIfCancellationRequested();
    }
}
