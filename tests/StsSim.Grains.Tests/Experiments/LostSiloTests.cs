using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Experiments;

/// <summary>Experiments outlive the silo that ran them, as long as storage does.</summary>
public sealed class LostSiloTests : IAsyncLifetime
{
    private const string Account = "123456789012";

    private DurableCluster? _cluster;

    private IClusterClient Client => _cluster!.Client;

    public async ValueTask InitializeAsync() => _cluster = await DurableCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster!.DisposeAsync();

    // The time decides nothing: it ends a run in which nothing goes on.
    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_experiment_of_a_lost_silo_goes_on_on_another(bool killed)
    {
        await Client.GetGrain<IAccountGrain>(Account).Provision(new AccountDefinition { AccountId = Account }, AccountQuotas.Aws);
        string id = SampleExperiments.NewId();
        Assert.NotNull((await IExperimentRegistryGrain.Of(Client).Start(id, SampleExperiments.Outage(Account))).Started);
        IExperimentGrain experiment = Client.GetGrain<IExperimentGrain>(id);
        var counts = new ServedCounts { Requests = 3, Ok = 2, Throttled = 1 };
        await experiment.Record([new ServedBatch(Phase: 0, [new ServedSlot(0, counts)], [new(LatencyBuckets.Of(1000), 3)], SlowestMicroseconds: 1000)]);
        _cluster!.Clock.Advance(TimeSpan.FromSeconds(10));
        ExperimentReport before = await SampleExperiments.EventuallyAsync(async () => (await experiment.GetReport())!, report => report.Phase == 1); // and what was counted is in storage with the change
        SiloAddress host = await _cluster.HostOfAsync(experiment);

        await (killed ? _cluster.KillHostOfAsync(experiment) : _cluster.StopHostOfAsync(experiment));
        _cluster!.Clock.Advance(TimeSpan.FromSeconds(10));
        await WatchUntilAsync(async () => (await Client.GetGrain<IAccountGrain>(Account).GetMisbehaviour())!.Phase!.Name == "after", TestContext.Current.CancellationToken);
        ExperimentReport after = (await experiment.GetReport())!;

        Assert.NotEqual(host, await _cluster.HostOfAsync(experiment));
        Assert.Equal((before.StartedAt, before.EndsAt), (after.StartedAt, after.EndsAt));
        Assert.Equal([PhaseState.Completed, PhaseState.Completed, PhaseState.Running], after.Phases.Select(phase => phase.State));
        Assert.Equal((3, 2, 1), (after.Phases[0].Figures.Requests, after.Phases[0].Figures.Ok, after.Phases[0].Figures.Throttled));

        _cluster!.Clock.Advance(TimeSpan.FromSeconds(10));
        ExperimentReport end = await SampleExperiments.EventuallyAsync(async () => (await experiment.GetReport())!, report => report.State != ExperimentState.Running);
        Assert.Equal(ExperimentState.Completed, end.State);
        Assert.Null((await Client.GetGrain<IAccountGrain>(Account).GetMisbehaviour())!.Phase);
    }

    /// <summary>Does as gateways do, who wake the registry; the experiment is woken by nobody here.</summary>
    private async Task WatchUntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            try
            {
                await IExperimentRegistryGrain.Of(Client).Watch();
                if (await isSo())
                {
                    return;
                }
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                // The silo is lost and the cluster has not noticed yet.
            }
        }
    }
}
