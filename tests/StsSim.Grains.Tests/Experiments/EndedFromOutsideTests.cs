using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Grains.Tests.Experiments;

/// <summary>What an experiment ran over is put back, replaced or freed.</summary>
[Collection(nameof(SimulatorCluster))]
public sealed class EndedFromOutsideTests(SimulatorCluster cluster)
{
    private const string Replaced = "the world was replaced or reset";

    private IWorldGrain World => cluster.Client.GetGrain<IWorldGrain>(IWorldGrain.Key);

    [Fact]
    public async Task A_world_that_is_replaced_ends_its_experiments_and_those_of_leases_go_on()
    {
        await World.Replace(WorldOf("111111111111"));
        Lease lease = await TakeAsync();
        IExperimentGrain world = await StartAsync(account: null);
        IExperimentGrain account = await StartAsync("111111111111");
        IExperimentGrain leased = await StartAsync(lease.AccountId);

        await World.Replace(WorldOf("111111111111"));

        Assert.Equal((ExperimentState.Stopped, Replaced), await OutcomeAsync(world));
        Assert.Equal((ExperimentState.Stopped, Replaced), await OutcomeAsync(account));
        Assert.Equal((ExperimentState.Running, null), await OutcomeAsync(leased));
        Assert.Null((await cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key).GetSnapshot()).Misbehaviour.Phase);
        await cluster.Client.GetGrain<ILeaseGrain>(lease.Id).Free();
    }

    [Fact]
    public async Task A_lease_that_is_put_back_or_freed_ends_the_experiment_of_its_account()
    {
        Lease lease = await TakeAsync();
        IExperimentGrain first = await StartAsync(lease.AccountId);
        await cluster.Client.GetGrain<ILeaseGrain>(lease.Id).Reset();
        Assert.Equal((ExperimentState.Stopped, "its lease was put back to how it began"), await OutcomeAsync(first));
        Assert.Null((await cluster.Client.GetGrain<IAccountGrain>(lease.AccountId).GetMisbehaviour())!.Phase);

        IExperimentGrain second = await StartAsync(lease.AccountId);
        await cluster.Client.GetGrain<ILeaseGrain>(lease.Id).Free();
        Assert.Equal((ExperimentState.Stopped, "its lease has ended"), await OutcomeAsync(second));
    }

    private async Task<IExperimentGrain> StartAsync(string? account)
    {
        string id = SampleExperiments.NewId();
        Assert.NotNull((await IExperimentRegistryGrain.Of(cluster.Client).Start(id, SampleExperiments.Outage(account))).Started);
        return cluster.Client.GetGrain<IExperimentGrain>(id);
    }

    private static async Task<(ExperimentState State, string? StoppedBecause)> OutcomeAsync(IExperimentGrain experiment)
    {
        ExperimentReport report = (await experiment.GetReport())!;
        return (report.State, report.StoppedBecause);
    }

    private async Task<Lease> TakeAsync()
    {
        string account = (800_000_000_000 + Random.Shared.NextInt64(99_999_999_999)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var lease = new Lease(SampleExperiments.NewId(), account, "AKIA", "secret", "role", cluster.Clock.GetUtcNow().AddMinutes(10));
        await cluster.Client.GetGrain<ILeaseGrain>(lease.Id).Take(lease, new AccountDefinition { AccountId = account }, AccountQuotas.Aws, Misbehaviour.None);
        return lease;
    }

    private static World WorldOf(string id) => new([new WorldAccount(new AccountDefinition { AccountId = id }, AccountQuotas.Aws)]);
}
