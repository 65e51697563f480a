using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Operations.Tests.Sessions;

/// <summary>The environment's grain as far as it hands out blocks of numbers.</summary>
internal sealed class SerialBlocks : IEnvironmentGrain
{
    private long _next;
    private int _reservations;

    /// <summary>What happens before a block is given; a failure keeps it from being given.</summary>
    public Func<Task> OnReserve { get; set; } = () => Task.CompletedTask;

    public int Reservations => Volatile.Read(ref _reservations);

    public Task RotateKeys() => throw new NotSupportedException();

    public async Task<long> ReserveAccessKeySerials(int count)
    {
        Interlocked.Increment(ref _reservations);
        await OnReserve();
        return Interlocked.Add(ref _next, count) - count;
    }

    public ValueTask<EnvironmentSnapshot> GetSnapshot() => throw new NotSupportedException();

    public Task<Misbehaviour?> ChangeMisbehaviour(MisbehaviourChange change) => throw new NotSupportedException();

    public Task SetWorld(WorldTerms world, IReadOnlyDictionary<string, string> accountByAccessKeyId) =>
        throw new NotSupportedException();

    public Task SetDefaultQuotas(AccountQuotas quotas) => throw new NotSupportedException();

    public Task AddLeasedAccount(string accountId) => throw new NotSupportedException();

    public Task RemoveLeasedAccount(string accountId) => throw new NotSupportedException();

    public Task SetAliases(IReadOnlyDictionary<string, string> accountByAlias) => throw new NotSupportedException();

    public Task<long?> TakeAlias(string alias, string accountId) => throw new NotSupportedException();

    public Task ReleaseAlias(string alias, long ticket) => throw new NotSupportedException();
}
