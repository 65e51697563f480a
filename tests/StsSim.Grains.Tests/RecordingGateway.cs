using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Cluster;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Grains.Tests;

/// <summary>A gateway that notes what the cluster tells it, and can be made to hesitate or to flush something.</summary>
public sealed class RecordingGateway : IGatewayObserver
{
    public ConcurrentQueue<AccountSnapshot> Provisioned { get; } = new();

    public ConcurrentQueue<AccountUpdate> Updates { get; } = new();

    public ConcurrentQueue<string> Removed { get; } = new();

    public ConcurrentQueue<EnvironmentSnapshot> Environments { get; } = new();

    public ConcurrentQueue<LeasedAccountUpdate> LeasedAccounts { get; } = new();

    /// <summary>What it was told of the world, in order.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    public Func<Task> OnAccountChanged { get; set; } = () => Task.CompletedTask;

    /// <summary>What its fault rules have counted.</summary>
    public IReadOnlyList<FaultCount> FaultCounts { get; set; } = [];

    public Func<Task> OnFlush { get; set; } = () => Task.CompletedTask;

    /// <summary>What it remembers, where it is not to settle.</summary>
    public IReadOnlyList<string> Buckets { get; set; } = [];

    public Func<string, Task<IReadOnlyList<string>>> OnSettle { get; set; } = _ => Task.FromResult<IReadOnlyList<string>>([]);

    public Task AccountProvisioned(AccountSnapshot account)
    {
        Provisioned.Enqueue(account);
        Told.Enqueue(nameof(AccountProvisioned));
        return Task.CompletedTask;
    }

    public async Task AccountChanged(AccountUpdate update)
    {
        await OnAccountChanged();
        Updates.Enqueue(update);
    }

    public Task AccountRemoved(string accountId)
    {
        Removed.Enqueue(accountId);
        Told.Enqueue(nameof(AccountRemoved));
        return Task.CompletedTask;
    }

    public Task EnvironmentChanged(EnvironmentSnapshot environment)
    {
        Environments.Enqueue(environment);
        Told.Enqueue(nameof(EnvironmentChanged));
        return Task.CompletedTask;
    }

    public Task HoldRequests()
    {
        Told.Enqueue(nameof(HoldRequests));
        return Task.CompletedTask;
    }

    public Task ResumeRequests()
    {
        Told.Enqueue(nameof(ResumeRequests));
        return Task.CompletedTask;
    }

    public Task LeasedAccountChanged(LeasedAccountUpdate update)
    {
        LeasedAccounts.Enqueue(update);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<FaultCount>> CountFaults(string? accountId) => Task.FromResult(FaultCounts);

    public Task FlushLedgers() => OnFlush();

    public Task<IReadOnlyList<string>> SettleLeases(string accountId) => OnSettle(accountId);

    public Task<IReadOnlyList<string>> ListBuckets(string accountId, int most) => Task.FromResult<IReadOnlyList<string>>([.. Buckets.Take(most)]);

    public Task<GatewayStatus> Describe(string? accountId) => Task.FromResult(new GatewayStatus("recording", EnvironmentVersion: 0, Accounts: 0, AccountVersion: null));

    /// <summary>Joins the directory; dispose the result to leave it.</summary>
    public async Task<IAsyncDisposable> JoinAsync(IClusterClient client)
    {
        IGatewayObserver reference = client.CreateObjectReference<IGatewayObserver>(this);
        IGatewayDirectoryGrain directory = client.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        await directory.Join(reference);
        return new Membership(directory, reference, this);
    }

    private sealed class Membership(IGatewayDirectoryGrain directory, IGatewayObserver reference, RecordingGateway keptAlive) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await directory.Leave(reference);
            GC.KeepAlive(keptAlive);
        }
    }
}
