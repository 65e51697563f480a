using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Leases;

namespace StsSim.Grains.Leases;

/// <remarks>Kept alive: nobody else sees its leases expire.</remarks>
[KeepAlive]
internal sealed partial class LeaseRegistryGrain(
    [PersistentState("leases", StorageNames.Provider)] IPersistentState<LeaseRegistryState> state,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    ILogger<LeaseRegistryGrain> logger) : Grain, ILeaseRegistryGrain
{
    // Registering waits while leases are ended, so there are not too many at a time.
    private const int EndedARound = 100;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(EndExpired, new GrainTimerCreationOptions(Interval, Interval));
        return Task.CompletedTask;
    }

    public Task Register(RegisteredLease lease) => state.State.Leases.TryAdd(lease.Id, lease) ? StoreAsync() : Task.CompletedTask;

    public async Task Forget(string leaseId)
    {
        if (state.State.Leases.Remove(leaseId, out RegisteredLease? lease))
        {
            await StoreAsync();
            await ForgetAccount(lease);
        }
    }

    public ValueTask<IReadOnlyList<RegisteredLease>> List()
    {
        DateTimeOffset now = time.GetUtcNow();
        return ValueTask.FromResult<IReadOnlyList<RegisteredLease>>(
            [.. state.State.Leases.Values.Where(lease => lease.ExpiresAt > now)]);
    }

    public ValueTask Watch() => ValueTask.CompletedTask;

    private async Task EndExpired(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        RegisteredLease[] expired = [.. state.State.Leases.Values.Where(lease => lease.ExpiresAt <= now).Take(EndedARound)];
        if (expired.Length == 0)
        {
            return;
        }

        bool[] haveEnded = await Task.WhenAll(expired.Select(TryEnd));
        RegisteredLease[] ended = [.. expired.Where((_, lease) => haveEnded[lease])];
        if (ended.Length == 0)
        {
            return;
        }

        foreach (RegisteredLease lease in ended)
        {
            state.State.Leases.Remove(lease.Id);
        }

        await StoreAsync(cancellationToken);
        await Task.WhenAll(ended.Select(ForgetAccount));
    }

    private async Task<bool> TryEnd(RegisteredLease lease)
    {
        try
        {
            await GrainFactory.GetGrain<ILeaseGrain>(lease.Id).Free();
            return true;
        }
        catch (Exception e)
        {
            LeaseNotEnded(e, lease.AccountId); // still registered, and to end one twice does no harm
            return false;
        }
    }

    // Once more: an environment that was activated in between has read the account from here.
    private Task ForgetAccount(RegisteredLease lease) =>
        GrainFactory.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key).RemoveLeasedAccount(lease.AccountId);

    // After a failed write nobody knows what storage holds: the next activation asks it.
    private async Task StoreAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The expired lease of account {AccountId} could not be ended; it is tried again")]
    private partial void LeaseNotEnded(Exception exception, string accountId);
}
