using System.Globalization;
using System.Security.Cryptography;
using Orleans.Core.Internal;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Leases;

[Collection(nameof(SimulatorCluster))]
public sealed class LeaseGrainTests(SimulatorCluster cluster)
{
    private IEnvironmentGrain Environment => cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    [Fact]
    public async Task Every_gateway_knows_the_account_before_the_lease_is_answered_and_forgets_it_with_it()
    {
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);

        Lease lease = await TakeAsync();
        Assert.Equal(lease.AccountId, gateway.Provisioned.Last().Account.AccountId);
        LeasedAccountUpdate told = gateway.LeasedAccounts.Last();
        Assert.Equal((lease.AccountId, true), (told.AccountId, told.Exists));
        Assert.Contains(lease.AccountId, (await Environment.GetSnapshot()).LeasedAccountIds);

        Assert.True(await EndAsync(lease));
        Assert.Contains(gateway.LeasedAccounts, update => update.AccountId == lease.AccountId && !update.Exists);
        Assert.Contains(lease.AccountId, gateway.Removed);
        EnvironmentSnapshot after = await Environment.GetSnapshot();
        Assert.DoesNotContain(lease.AccountId, after.AccountIds);
        Assert.Empty(gateway.Environments); // nobody was sent all of it
        Assert.Equal(gateway.LeasedAccounts.Last().Version, after.Version);
    }

    // Activated anew it reads its leases; the one being taken is among them, and gateways must hear of it all the same.
    [Fact]
    public async Task An_environment_that_was_asleep_tells_of_the_lease_that_woke_it()
    {
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        Lease before = await TakeAsync();
        long version = (await Environment.GetSnapshot()).Version;
        await Environment.Cast<IGrainManagementExtension>().DeactivateOnIdle(TestContext.Current.CancellationToken);

        Lease lease = await TakeAsync();

        EnvironmentSnapshot snapshot = await Environment.GetSnapshot();
        Assert.Contains(gateway.LeasedAccounts, update => update.AccountId == lease.AccountId && update.Exists);
        Assert.Superset(new HashSet<string> { before.AccountId, lease.AccountId }, snapshot.LeasedAccountIds.ToHashSet());
        Assert.True(snapshot.Version > version);
        await EndAsync(before);
        await EndAsync(lease);
    }

    [Fact]
    public async Task A_lease_whose_time_is_over_is_ended_by_the_registry()
    {
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        Lease lease = await TakeAsync();
        ILeaseGrain grain = cluster.Client.GetGrain<ILeaseGrain>(lease.Id);
        Assert.Equal(lease.AccountId, (await grain.Get())?.AccountId);

        cluster.Clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Null(await grain.Get());
        while (!gateway.Removed.Contains(lease.AccountId))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.Null(await cluster.Client.GetGrain<IAccountGrain>(lease.AccountId).GetSnapshot());
        Assert.False(await grain.Reset());
        Assert.DoesNotContain(lease.Id, (await ILeaseRegistryGrain.ListAllAsync(cluster.Client)).Select(listed => listed.Id));
    }

    // A reset of the world, or the registry, may end a lease between its registration and its beginning; then it is registered again.
    [Fact]
    public async Task A_lease_is_registered_as_often_as_one_likes()
    {
        Lease lease = await TakeAsync();
        ILeaseRegistryGrain registry = ILeaseRegistryGrain.Of(cluster.Client, lease.Id);

        await registry.Register(new RegisteredLease(lease.Id, lease.AccountId, lease.ExpiresAt));

        Assert.Single(await registry.List(), listed => listed.Id == lease.Id);
        await EndAsync(lease);
        Assert.DoesNotContain(await registry.List(), listed => listed.Id == lease.Id);
    }

    [Fact]
    public async Task A_lease_that_storage_did_not_take_is_none()
    {
        string account = "812345670001";
        var lease = new Lease(
            "lease-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)), account, "AKIA", "secret", "role", cluster.Clock.GetUtcNow().AddMinutes(10));
        ILeaseGrain grain = cluster.Client.GetGrain<ILeaseGrain>(lease.Id);
        cluster.Storage.FailNextWrite("lease", grain);

        await Assert.ThrowsAsync<OrleansException>(() => grain.Take(lease, new AccountDefinition { AccountId = account }, AccountQuotas.Aws, Misbehaviour.None));

        Assert.Null(await grain.Get());
        Assert.False(await grain.Reset());
        Assert.Null(await cluster.Client.GetGrain<IAccountGrain>(account).GetSnapshot());
    }

    [Fact]
    public async Task A_lease_that_cannot_be_ended_keeps_no_other_alive()
    {
        const int endedARound = 100;
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        Lease stuck = await TakeAsync();
        cluster.Storage.FailEveryClear("lease", cluster.Client.GetGrain<ILeaseGrain>(stuck.Id));
        Lease last = stuck;
        for (int lease = 0; lease < endedARound; lease++)
        {
            last = await TakeAsync(ILeaseRegistryGrain.ShardOf(stuck.Id));
        }

        cluster.Clock.Advance(TimeSpan.FromMinutes(11));

        for (int tenths = 0; tenths < 100 && !gateway.Removed.Contains(last.AccountId); tenths++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        Assert.Contains(last.AccountId, gateway.Removed);
    }

    [Fact]
    public async Task Leases_lie_in_all_shards_and_are_listed_from_all()
    {
        Lease[] leases = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => TakeAsync()));

        string[] listed = [.. (await ILeaseRegistryGrain.ListAllAsync(cluster.Client)).Select(lease => lease.Id)];

        Assert.Superset(leases.Select(lease => lease.Id).ToHashSet(), listed.ToHashSet());
        Assert.True(leases.Select(lease => ILeaseRegistryGrain.ShardOf(lease.Id)).Distinct().Count() > ILeaseRegistryGrain.Shards / 2);
        Assert.All(await Task.WhenAll(leases.Select(EndAsync)), Assert.True);
    }

    private async Task<Lease> TakeAsync(long? shard = null)
    {
        string id;
        do
        {
            id = "lease-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));
        }
        while (shard is not null && ILeaseRegistryGrain.ShardOf(id) != shard);

        string account = (800_000_000_000 + Random.Shared.NextInt64(99_999_999_999)).ToString(CultureInfo.InvariantCulture);
        var lease = new Lease(
            id, account, "AKIA", "secret", $"arn:aws:iam::{account}:role/app", cluster.Clock.GetUtcNow().AddMinutes(10));
        await ILeaseRegistryGrain.Of(cluster.Client, lease.Id).Register(new RegisteredLease(lease.Id, account, lease.ExpiresAt));
        await cluster.Client.GetGrain<ILeaseGrain>(lease.Id).Take(lease, new AccountDefinition { AccountId = account }, AccountQuotas.Aws, Misbehaviour.None);
        return lease;
    }

    private async Task<bool> EndAsync(Lease lease)
    {
        bool lived = await cluster.Client.GetGrain<ILeaseGrain>(lease.Id).Free();
        await ILeaseRegistryGrain.Of(cluster.Client, lease.Id).Forget(lease.Id);
        return lived;
    }
}
