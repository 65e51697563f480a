using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Accounts;

[Collection(nameof(SimulatorCluster))]
public sealed class AccountGrainTests(SimulatorCluster cluster)
{
    private const int UpdatesToCheckpoint = 64;

    private static readonly AccountQuotas Slow = new(new QuotaLimits(5, 5), PerFederatedUser: null);

    [Fact]
    public async Task An_account_that_was_never_provisioned_has_no_snapshot() =>
        Assert.Null(await cluster.Client.GetGrain<IAccountGrain>("000000000001").GetSnapshot());

    [Fact]
    public async Task Every_change_raises_the_version_and_keeps_the_rest()
    {
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        AccountSnapshot first = (await account.GetSnapshot())!;

        await account.SetQuotas(Slow);
        await account.Revoke(SessionHolder.FederatedUser("Bob"), cluster.Clock.GetUtcNow());

        AccountSnapshot last = (await account.GetSnapshot())!;
        Assert.Equal(first.Version + 2, last.Version);
        Assert.Equal(Slow, last.Quotas);
        Assert.Equal(cluster.Clock.GetUtcNow(), last.RevokedBefore["Bob"]);
        Assert.Equal(first.Account.AccountId, last.Account.AccountId);
        Assert.Empty(first.RevokedBefore);
    }

    [Fact]
    public async Task A_write_is_acknowledged_only_when_every_gateway_holds_the_snapshot()
    {
        var hesitating = new TaskCompletionSource();
        var slow = new RecordingGateway { OnAccountChanged = () => hesitating.Task };
        var fast = new RecordingGateway();
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        await using IAsyncDisposable slowMembership = await slow.JoinAsync(cluster.Client);
        await using IAsyncDisposable fastMembership = await fast.JoinAsync(cluster.Client);

        Task write = account.SetQuotas(Slow);
        AccountSnapshot seen = await UntilAsync(async () => (await account.GetSnapshot())!, snapshot => snapshot.Quotas == Slow);
        Assert.False(write.IsCompleted);

        hesitating.SetResult();
        await write;
        Assert.Equal(seen.Version, Assert.Single(slow.Updates).Version);
        Assert.Equal(seen.Version, Assert.Single(fast.Updates).Version);
    }

    [Fact]
    public async Task A_gateway_that_left_is_told_nothing_more()
    {
        var gateway = new RecordingGateway();
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        await (await gateway.JoinAsync(cluster.Client)).DisposeAsync();

        await account.SetQuotas(Slow);

        Assert.Empty(gateway.Updates);
    }

    // It lies in the journal, so it will be there once the grain wakes again: a gateway that was not told would be stale.
    [Fact]
    public async Task A_change_that_is_durable_is_told_and_acknowledged_though_the_checkpoint_after_it_fails()
    {
        var gateway = new RecordingGateway();
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        cluster.Storage.FailNextWrite("account", account);

        for (int change = 1; change <= UpdatesToCheckpoint + 1; change++)
        {
            await account.SetQuotas(Slow with { Default = new QuotaLimits(change, change) });
        }

        AccountSnapshot last = (await account.GetSnapshot())!;
        Assert.Equal(UpdatesToCheckpoint + 1, last.Quotas!.Default.Burst);
        Assert.Equal(Enumerable.Range(2, UpdatesToCheckpoint + 1).Select(version => (long)version), gateway.Updates.Select(update => update.Version));
        Assert.Equal(last.Version, gateway.Updates.Last().Version);
    }

    // It was decided in the journal: what stood there before is passed over, and what comes after it follows on it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_account_made_anew_is_durable_told_and_acknowledged_though_its_checkpoint_fails(bool afterwards)
    {
        var gateway = new RecordingGateway();
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        await account.SetQuotas(Slow);
        cluster.Storage.FailNextWrite("account", account, afterwards);

        await account.Provision(new AccountDefinition { AccountId = account.GetPrimaryKeyString() }, AccountQuotas.Aws);

        Assert.Equal(AccountQuotas.Aws, (await account.GetSnapshot())!.Quotas);
        Assert.Equal((3, AccountQuotas.Aws), (gateway.Provisioned.Last().Version, gateway.Provisioned.Last().Quotas));
        await account.SetQuotas(Slow);
        AccountSnapshot last = (await account.GetSnapshot())!;
        Assert.Equal((4, Slow), (last.Version, last.Quotas));
    }

    [Fact]
    public async Task A_removal_is_durable_told_and_acknowledged_though_its_checkpoint_fails()
    {
        var gateway = new RecordingGateway();
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        cluster.Storage.FailNextWrite("account", account);

        await account.Remove();

        Assert.Equal(account.GetPrimaryKeyString(), Assert.Single(gateway.Removed));
        Assert.Null(await account.GetSnapshot());
        await account.Provision(new AccountDefinition { AccountId = account.GetPrimaryKeyString() }, AccountQuotas.Aws);
        Assert.Equal(3, (await account.GetSnapshot())!.Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removal_that_failed_is_told_to_every_gateway_when_it_is_tried_again(bool afterwards)
    {
        var gateway = new RecordingGateway();
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        cluster.Storage.FailNextWrite("account-journal", account, afterwards);
        await Assert.ThrowsAsync<OrleansException>(account.Remove);

        await account.Remove();

        Assert.Equal(account.GetPrimaryKeyString(), Assert.Single(gateway.Removed));
        Assert.Null(await account.GetSnapshot());
    }

    [Fact]
    public async Task A_change_planned_before_the_account_was_removed_and_made_anew_is_refused()
    {
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        long planned = (await account.GetSnapshot())!.Version;
        await account.Remove();
        Assert.False(await account.TryApply(AccountChange.Put(AccountSettings.Default), planned));

        await account.Provision(new AccountDefinition { AccountId = account.GetPrimaryKeyString() }, AccountQuotas.Aws);

        Assert.False(await account.TryApply(AccountChange.Put(AccountSettings.Default), planned));
        Assert.Equal(planned + 2, (await account.GetSnapshot())!.Version);
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T>> read, Func<T, bool> holds)
    {
        while (true)
        {
            T value = await read();
            if (holds(value))
            {
                return value;
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
