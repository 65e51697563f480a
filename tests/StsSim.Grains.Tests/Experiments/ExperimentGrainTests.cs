using Orleans.Core.Internal;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Experiments;

[Collection(nameof(SimulatorCluster))]
public sealed class ExperimentGrainTests(SimulatorCluster cluster)
{
    private IExperimentRegistryGrain Registry => IExperimentRegistryGrain.Of(cluster.Client);

    private IEnvironmentGrain Environment => cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    [Fact]
    public async Task Each_phase_lies_over_the_account_in_its_time_and_nothing_is_left_of_it_afterwards()
    {
        IAccountGrain account = await NewAccountAsync();
        await account.ChangeMisbehaviour(new MisbehaviourChange { SetClock = new ClockSettings(2, 1) });
        Misbehaviour before = (await account.GetMisbehaviour())!;
        IExperimentGrain experiment = await StartAsync(account);

        Misbehaviour first = (await account.GetMisbehaviour())!;
        Assert.Equal(("before", 42), (first.Phase!.Name, first.Phase.Seed));
        Assert.Equal(2, first.EffectiveClock!.SessionTimeScale);

        await PassAsync(experiment, seconds: 10, "outage");
        ExperimentPhase second = (await account.GetMisbehaviour())!.Phase!;
        Assert.Equal(("outage", 1, 60), (second.Name, second.Index, second.Clock!.SessionTimeScale));
        Assert.Equal(SampleExperiments.Rule.Json, Assert.Single(second.Faults).Json);
        Assert.Equal(SampleExperiments.Few, (await account.GetQuotas())!.Quotas);

        await PassAsync(experiment, seconds: 10, "after");
        Assert.Equal(AccountQuotas.Aws, (await account.GetQuotas())!.Quotas);
        ExperimentReport report = await PassAsync(experiment, seconds: 10, phase: null);

        Assert.Equal(ExperimentState.Completed, report.State);
        Assert.Equal([PhaseState.Completed, PhaseState.Completed, PhaseState.Completed], report.Phases.Select(phase => phase.State));
        Assert.Equivalent(before, await account.GetMisbehaviour());
    }

    [Fact]
    public async Task Stopped_at_any_time_it_leaves_what_was_set_meanwhile()
    {
        IAccountGrain account = await NewAccountAsync();
        IExperimentGrain experiment = await StartAsync(account);
        await PassAsync(experiment, seconds: 10, "outage");
        await account.ChangeMisbehaviour(new MisbehaviourChange { SetClock = new ClockSettings(3, 0) });
        var own = new AccountQuotas(new QuotaLimits(7, 7), PerFederatedUser: null);
        await account.SetQuotas(own);
        Assert.Equal(SampleExperiments.Few, (await account.GetQuotas())!.Quotas);

        Assert.True(await experiment.Stop("a test wants it"));

        Misbehaviour left = (await account.GetMisbehaviour())!;
        Assert.Equal((null, 3), (left.Phase, left.EffectiveClock!.SessionTimeScale));
        Assert.Equal(own, (await account.GetQuotas())!.Quotas);
        ExperimentReport report = (await experiment.GetReport())!;
        Assert.Equal((ExperimentState.Stopped, "a test wants it"), (report.State, report.StoppedBecause));
        Assert.Equal([PhaseState.Completed, PhaseState.Stopped, PhaseState.Skipped], report.Phases.Select(phase => phase.State));
        Assert.False(await experiment.Stop("once more"));
    }

    [Fact]
    public async Task Every_gateway_knows_the_first_phase_when_the_start_is_answered()
    {
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        string id = SampleExperiments.NewId();

        ExperimentStart start = await Registry.Start(id, SampleExperiments.Outage());

        Assert.Equal(id, start.Started!.Id);
        Assert.Equal(id, gateway.Environments.Last().Misbehaviour.Phase!.ExperimentId);
        Assert.True(await cluster.Client.GetGrain<IExperimentGrain>(id).Stop("the test is over"));
        Assert.Null(gateway.Environments.Last().Misbehaviour.Phase);
        Assert.Null((await Environment.GetSnapshot()).Misbehaviour.Phase);
    }

    [Fact]
    public async Task One_runs_at_a_time_in_an_account_and_others_beside_it_elsewhere()
    {
        IAccountGrain account = await NewAccountAsync();
        IAccountGrain other = await NewAccountAsync();
        IExperimentGrain experiment = await StartAsync(account);

        ExperimentStart second = await Registry.Start(SampleExperiments.NewId(), SampleExperiments.Outage(account.GetPrimaryKeyString()));
        Assert.Equal((null, experiment.GetPrimaryKeyString()), (second.Started, second.RunningInstead!.Id));

        IExperimentGrain elsewhere = await StartAsync(other);
        IExperimentGrain everywhere = await StartAsync(account: null);
        Assert.True(await experiment.Stop("room is made"));
        IExperimentGrain third = await StartAsync(account);
        Assert.All(await Task.WhenAll(new[] { elsewhere, everywhere, third }.Select(one => one.Stop("the test is over"))), Assert.True);
    }

    [Fact]
    public async Task There_is_none_in_an_account_that_is_not_there()
    {
        string id = SampleExperiments.NewId();

        ExperimentStart start = await Registry.Start(id, SampleExperiments.Outage("000000000001"));

        Assert.Equal((null, null), (start.Started, start.RunningInstead));
        Assert.Null(await cluster.Client.GetGrain<IExperimentGrain>(id).GetReport());
        Assert.DoesNotContain(await Registry.List(), known => known.Id == id);
    }

    // An experiment may be lost, and its phase stay where it lay: the next one takes it away.
    [Fact]
    public async Task What_a_lost_experiment_has_left_is_in_nobodys_way()
    {
        IAccountGrain account = await NewAccountAsync();
        await account.ChangeMisbehaviour(new MisbehaviourChange
        {
            SetPhase = new ExperimentPhase { ExperimentId = SampleExperiments.NewId(), Index = 0, Name = "lost", Seed = 0 },
        });

        IExperimentGrain experiment = await StartAsync(account);

        Assert.Equal("before", (await account.GetMisbehaviour())!.Phase!.Name);
        await experiment.Stop("the test is over");
    }

    [Fact]
    public async Task Awake_again_it_goes_on_where_the_clock_says()
    {
        IAccountGrain account = await NewAccountAsync();
        IExperimentGrain experiment = await StartAsync(account);
        long generation = (await account.GetSnapshot())!.Version;
        await experiment.Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);
        await experiment.GetReport();
        Assert.Equal(generation, (await account.GetSnapshot())!.Version); // its faults do not begin anew

        await experiment.Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);
        cluster.Clock.Advance(TimeSpan.FromSeconds(25));
        ExperimentReport report = await SampleExperiments.EventuallyAsync(() => ReportAsync(experiment), report => report.Phase == 2);

        Assert.Equal("after", (await account.GetMisbehaviour())!.Phase!.Name);
        Assert.NotEqual(PhaseState.Pending, report.Phases[1].State);
        Assert.True(await experiment.Stop("the test is over"));
    }

    [Fact]
    public async Task A_start_that_storage_did_not_take_is_none()
    {
        IAccountGrain account = await NewAccountAsync();
        string id = SampleExperiments.NewId();
        cluster.Storage.FailNextWrite("experiment", cluster.Client.GetGrain<IExperimentGrain>(id));

        await Assert.ThrowsAsync<OrleansException>(() => Registry.Start(id, SampleExperiments.Outage(account.GetPrimaryKeyString())));

        Assert.Null((await account.GetMisbehaviour())!.Phase);
        await SampleExperiments.EventuallyAsync(async () => await Registry.ListRunning(), running => running.All(other => other.Id != id));
        IExperimentGrain next = await StartAsync(account);
        await next.Stop("the test is over");
    }

    [Fact]
    public async Task An_account_that_is_removed_ends_its_experiment()
    {
        IAccountGrain account = await NewAccountAsync();
        IExperimentGrain experiment = await StartAsync(account);

        await account.Remove();
        cluster.Clock.Advance(TimeSpan.FromSeconds(10));

        ExperimentReport report = await SampleExperiments.EventuallyAsync(() => ReportAsync(experiment), report => report.State != ExperimentState.Running);
        Assert.Equal((ExperimentState.Stopped, "its account is no more"), (report.State, report.StoppedBecause));
    }

    [Fact]
    public async Task The_last_fifty_that_ended_are_kept()
    {
        IAccountGrain account = await NewAccountAsync();
        string[] ids = new string[IExperimentRegistryGrain.Kept + 2];
        for (int number = 0; number < ids.Length; number++)
        {
            IExperimentGrain experiment = await StartAsync(account);
            ids[number] = experiment.GetPrimaryKeyString();
            await experiment.Stop("the next one waits");
        }

        IReadOnlyList<ExperimentSummary> kept = await SampleExperiments.EventuallyAsync(
            async () => await Registry.List(), known => known.Count(experiment => experiment.State != ExperimentState.Running) <= IExperimentRegistryGrain.Kept);

        Assert.Equal(ids[^1], kept[0].Id);
        Assert.DoesNotContain(kept, experiment => experiment.Id == ids[0]);
        Assert.Null(await cluster.Client.GetGrain<IExperimentGrain>(ids[0]).GetReport());
        Assert.True(await Registry.Forget(ids[^1]));
        Assert.Null(await cluster.Client.GetGrain<IExperimentGrain>(ids[^1]).GetReport());
        Assert.False(await Registry.Forget(ids[^1]));
    }

    private async Task<IAccountGrain> NewAccountAsync() => cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());

    private async Task<IExperimentGrain> StartAsync(IAccountGrain? account)
    {
        string id = SampleExperiments.NewId();
        ExperimentStart start = await Registry.Start(id, SampleExperiments.Outage(account?.GetPrimaryKeyString()));
        Assert.NotNull(start.Started);
        return cluster.Client.GetGrain<IExperimentGrain>(id);
    }

    /// <summary>Lets time pass; returns when the experiment is in a phase, or over.</summary>
    private async Task<ExperimentReport> PassAsync(IExperimentGrain experiment, int seconds, string? phase)
    {
        cluster.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return await SampleExperiments.EventuallyAsync(
            () => ReportAsync(experiment), report => phase == (report.Phase is { } running ? report.Definition.Phases[running].Name : null));
    }

    private static async Task<ExperimentReport> ReportAsync(IExperimentGrain experiment) => (await experiment.GetReport())!;
}
