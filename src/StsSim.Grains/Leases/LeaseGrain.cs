using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Leases;

internal sealed class LeaseGrain(
    [PersistentState("lease", StorageNames.Provider)] IPersistentState<LeaseState> state,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    GatewayBroadcast gateways) : Grain, ILeaseGrain
{
    private IEnvironmentGrain Environment => GrainFactory.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    public async Task Take(Lease lease, AccountDefinition account, AccountQuotas quotas, Misbehaviour misbehaviour)
    {
        (state.State.Lease, state.State.Account, state.State.Quotas, state.State.Misbehaviour) = (lease, account, quotas, misbehaviour);
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // nobody knows what storage holds: the next activation asks it
            throw;
        }

        await Account(lease).Provision(account, quotas, misbehaviour);
        await Environment.AddLeasedAccount(lease.AccountId);
    }

    public ValueTask<Lease?> Get() =>
        ValueTask.FromResult(state.State.Lease is { } lease && lease.ExpiresAt > time.GetUtcNow() ? lease : null);

    public async Task<bool> Reset()
    {
        if (await Get() is not { } lease)
        {
            return false;
        }

        await StopExperiment(lease.AccountId, "its lease was put back to how it began");
        await Account(lease).Provision(state.State.Account!, state.State.Quotas, state.State.Misbehaviour);
        await Forget(lease.AccountId, ILedgerShardGrain.ClearAsync);
        await IObservatoryGrain.Of(GrainFactory).Forget(lease.AccountId);
        return true;
    }

    // Every step may be taken again: after a crash in between, the registry ends the lease once more.
    public async Task<bool> Free()
    {
        bool lived = await Get() is not null;
        if (state.State.Lease is { } lease)
        {
            await StopExperiment(lease.AccountId, "its lease has ended");
            await Environment.RemoveLeasedAccount(lease.AccountId);
            await Account(lease).Remove();
            await Forget(lease.AccountId, ILedgerShardGrain.RemoveAsync);
            await state.ClearStateAsync();
        }

        DeactivateOnIdle();
        return lived;
    }

    // What gateways have still to tell is told now, and not to what comes after.
    private async Task Forget(string accountId, Func<IGrainFactory, string, Task> endLedgers)
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        await Task.WhenAll(endLedgers(GrainFactory, accountId), GrainFactory.GetGrain<IAccessKeyUsageGrain>(accountId).Clear());
    }

    private Task StopExperiment(string accountId, string reason) =>
        IExperimentRegistryGrain.StopAsync(GrainFactory, experiment => experiment.AccountId == accountId, reason);

    private IAccountGrain Account(Lease lease) => GrainFactory.GetGrain<IAccountGrain>(lease.AccountId);
}
