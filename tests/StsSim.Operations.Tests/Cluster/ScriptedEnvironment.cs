using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Operations.Tests.Cluster;

/// <summary>The environment's grain, the gateways' directory and the registries of leases and experiments and the world's grain, noting who asked for what, in order.</summary>
internal sealed class ScriptedEnvironment(Task<EnvironmentSnapshot> snapshot) : IEnvironmentGrain, IGatewayDirectoryGrain, ILeaseRegistryGrain, ILeaseGrain, IExperimentRegistryGrain, IWorldGrain
{
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What the next reader gets.</summary>
    public Task<EnvironmentSnapshot> Environment { get; set; } = snapshot;

    /// <summary>Whether the next to join is new to the directory.</summary>
    public bool IsNew { get; set; } = true;

    /// <summary>Whether whoever joins waits for the answer in vain.</summary>
    public bool LosesAnswer { get; set; }

    public static EnvironmentSnapshot Snapshot(long version) => new()
    {
        Version = version,
        KeyRing = [new SealingKey(1, new byte[32])],
        AccessKeySerialKey = new byte[16],
        AccountIds = new HashSet<string> { "123456789012", "210987654321" },
        AccountByAccessKeyId = new Dictionary<string, string> { ["AKIAIOSFODNN7EXAMPLE"] = "210987654321", ["AKIARZPUZDIKGB2VALC4"] = "210987654321" },
        DefaultAccountId = "123456789012",
    };

    public ValueTask<EnvironmentSnapshot> GetSnapshot()
    {
        Calls.Enqueue(nameof(GetSnapshot));
        return new(Environment);
    }

    public Task<bool> Join(IGatewayObserver gateway)
    {
        Calls.Enqueue(nameof(Join));
        return LosesAnswer ? Task.FromException<bool>(new TimeoutException()) : Task.FromResult(IsNew);
    }

    public Task Leave(IGatewayObserver gateway)
    {
        Calls.Enqueue(nameof(Leave));
        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<IGatewayObserver>> List() => throw new NotSupportedException();

    public ValueTask Watch() => ValueTask.CompletedTask; // it only has to be awake

    ValueTask<IReadOnlyList<ExperimentSummary>> IExperimentRegistryGrain.List() => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ExperimentSummary>> ListRunning() => throw new NotSupportedException();

    public Task<ExperimentStart> Start(string id, ExperimentDefinition definition) => throw new NotSupportedException();

    Task<bool> IExperimentRegistryGrain.Forget(string id) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<RegisteredLease>> ILeaseRegistryGrain.List() => throw new NotSupportedException();

    public Task Register(RegisteredLease lease)
    {
        Calls.Enqueue(nameof(Register));
        return Task.CompletedTask;
    }

    public Task Take(Lease lease, AccountDefinition account, AccountQuotas quotas, Misbehaviour misbehaviour)
    {
        Calls.Enqueue(nameof(Take));
        return Task.CompletedTask;
    }

    public ValueTask<Lease?> Get() => throw new NotSupportedException();

    public Task<bool> Reset() => throw new NotSupportedException();

    public Task<bool> Free() => throw new NotSupportedException();

    public Task Forget(string leaseId) => throw new NotSupportedException();

    public Task<Misbehaviour?> ChangeMisbehaviour(MisbehaviourChange change) => throw new NotSupportedException();

    public Task SetWorld(WorldTerms world, IReadOnlyDictionary<string, string> accountByAccessKeyId) =>
        throw new NotSupportedException();

    public Task SetDefaultQuotas(AccountQuotas quotas) => throw new NotSupportedException();

    public Task RotateKeys() => throw new NotSupportedException();

    public Task<long> ReserveAccessKeySerials(int count) => Task.FromResult(0L);

    public Task AddLeasedAccount(string accountId) => throw new NotSupportedException();

    public Task RemoveLeasedAccount(string accountId) => throw new NotSupportedException();

    public Task SetAliases(IReadOnlyDictionary<string, string> accountByAlias) => throw new NotSupportedException();

    public Task<long?> TakeAlias(string alias, string accountId) => throw new NotSupportedException();

    public Task ReleaseAlias(string alias, long ticket) => throw new NotSupportedException();

    public Task<bool> Begin(World world) => throw new NotSupportedException();

    public Task<World> Export() => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> Replace(World world) => throw new NotSupportedException();

    public Task Reset(World world) => throw new NotSupportedException();
}
