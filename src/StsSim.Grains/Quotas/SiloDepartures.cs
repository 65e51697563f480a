using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Grains.Quotas;

/// <summary>
/// When a silo last left the cluster, killed or told to. Its buckets are lost with it, so a bucket that begins here may
/// have been one there, whose tokens are used or still out at gateways.
/// </summary>
/// <remarks>
/// Costs no write, and one small read for all buckets that begin at a time: the cluster's membership says who left, and no
/// lessor gives anything once it is known that its silo is dead. Silos that were gone before this one began count as gone
/// since then, which only errs to the safe side.
/// </remarks>
internal sealed class SiloDepartures(
    IClusterMembershipService membership, IMembershipTable table, ILocalSiloDetails silo, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, SiloDeparture> _dead = [];
    private Task _refresh = Task.CompletedTask;
    private Task? _nextRefresh;

    // Those that were gone before are known as such from the first moment on.
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloDepartures), ServiceLifecycleStage.Active, async _ => await FindLastAsync());

    /// <summary>The last one that anybody knows of now, or <see langword="null"/> where none ever left.</summary>
    public async ValueTask<SiloDeparture?> FindLastAsync()
    {
        try
        {
            await RefreshAsync();
        }
        catch (Exception)
        {
            return Now(); // nobody can say, so one may have
        }

        lock (_lock)
        {
            SiloDeparture? last = null;
            foreach (ClusterMember member in membership.CurrentSnapshot.Members.Values)
            {
                if (DepartureOf(member) is { } departure && (last is null || departure.Timestamp > last.Value.Timestamp))
                {
                    last = departure;
                }
            }

            return last;
        }
    }

    // One that is leaving may still give tokens away in this very moment.
    private SiloDeparture? DepartureOf(ClusterMember member)
    {
        if (member.Status is SiloStatus.ShuttingDown or SiloStatus.Stopping)
        {
            return Now();
        }

        if (member.Status != SiloStatus.Dead)
        {
            return null;
        }

        if (!_dead.TryGetValue(member.SiloAddress, out SiloDeparture departure))
        {
            _dead.Add(member.SiloAddress, departure = Now());
        }

        return departure;
    }

    // A refresh under way may have read before the silo died whose loss brought the asking grain here; the next one serves
    // all who ask meanwhile.
    private Task RefreshAsync()
    {
        lock (_lock)
        {
            return _nextRefresh ??= RefreshAfterAsync(_refresh);
        }
    }

    private async Task RefreshAfterAsync(Task earlier)
    {
        await Task.WhenAny(earlier);
        await Task.Yield();
        lock (_lock)
        {
            (_refresh, _nextRefresh) = (_nextRefresh!, null);
        }

        // Whoever left has changed the version of the whole table, which the row of this silo tells along with itself.
        MembershipTableData row = await table.ReadRowAsync(silo.SiloAddress, CancellationToken.None);
        await membership.Refresh(new MembershipVersion(row.Version.Version));
    }

    private SiloDeparture Now() => new(time.GetTimestamp(), time.GetUtcNow());
}
