using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Grains.Tests.Worlds;

public sealed class LostWorldTests
{
    // The time decides nothing: it ends a run in which nothing goes on.
    [Fact(Timeout = 120_000)]
    public async Task A_replacement_whose_silo_is_lost_is_brought_to_its_end_on_another()
    {
        await using DurableCluster cluster = await DurableCluster.StartAsync();
        IWorldGrain world = cluster.Client.GetGrain<IWorldGrain>(IWorldGrain.Key);
        IEnvironmentGrain environment = cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);
        Assert.True(await world.Begin(WorldOf("111111111111", "222222222222")));
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        var begun = new TaskCompletionSource();
        var gone = new TaskCompletionSource();
        gateway.OnFlush = () =>
        {
            begun.TrySetResult();
            return gone.Task;
        };

        Task replacing = world.Replace(WorldOf("222222222222", "333333333333"));
        await await Task.WhenAny(begun.Task, replacing);
        await cluster.KillHostOfAsync(world);
        gone.SetResult();
        gateway.OnFlush = () => Task.CompletedTask;
        replacing.Ignore();

        // As gateways do every few seconds.
        EnvironmentSnapshot now;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            now = await DurableCluster.EventuallyAsync(async () =>
            {
                await world.Watch();
                return await environment.GetSnapshot();
            });
        }
        while (!now.WorldAccountIds.SequenceEqual(["222222222222", "333333333333"]));

        while (await cluster.Client.GetGrain<IAccountGrain>("111111111111").GetSnapshot() is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        Assert.NotNull(await cluster.Client.GetGrain<IAccountGrain>("333333333333").GetSnapshot());
        World exported = await world.Export(); // once it has come to its end, and not before
        Assert.Equal(["222222222222", "333333333333"], exported.Accounts.Select(account => account.Account.AccountId));
    }

    private static World WorldOf(params string[] accounts) =>
        new([.. accounts.Select(account => new WorldAccount(new AccountDefinition { AccountId = account }, Quotas: null))]);
}
