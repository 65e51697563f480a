using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Leases;

namespace StsSim.Grains.Leases;

/// <remarks>Kept alive: nobody else sees a lease expire.</remarks>
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

    public async Task<bool> Register(RegisteredLease lease)
    {
        if (state.State.Leases.Count >= ILeaseRegistryGrain.Maximum)
        {
            return false;
        }

        state.State.Leases.Add(lease.Id, lease);
        await StoreAsync();
        return true;
    }

    public async Task Forget(string leaseId)
    {
        if (state.State.Leases.Remove(leaseId))
        {
            await StoreAsync();
        }
    }

    public ValueTask<IReadOnlyList<RegisteredLease>> List()
    {
        DateTimeOffset now = time.GetUtcNow();
        return ValueTask.FromResult<IReadOnlyList<RegisteredLease>>(
            [.. state.State.Leases.Values.Where(lease => lease.ExpiresAt > now).OrderBy(lease => lease.ExpiresAt)]);
    }

    public ValueTask Watch() => ValueTask.CompletedTask;

    private async Task EndExpired(CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string[] expired = [.. state.State.Leases.Values.Where(lease => lease.ExpiresAt <= now).Take(EndedARound).Select(lease => lease.Id)];
        if (expired.Length == 0)
        {
            return;
        }

        try
        {
            await Task.WhenAll(expired.Select(leaseId => GrainFactory.GetGrain<ILeaseGrain>(leaseId).Free()));
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            LeasesNotEnded(e); // they are still registered, and to end one twice does no harm
            return;
        }

        foreach (string leaseId in expired)
        {
            state.State.Leases.Remove(leaseId);
        }

        await StoreAsync(cancellationToken);
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Expired leases could not be ended; it is tried again")]
    private partial void LeasesNotEnded(Exception exception);
}
