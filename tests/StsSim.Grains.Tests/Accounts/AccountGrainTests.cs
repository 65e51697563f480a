using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Accounts;

[Collection(nameof(SimulatorCluster))]
public sealed class AccountGrainTests(SimulatorCluster cluster)
{
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
