using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Gateways;

public sealed class LostDirectoryTests
{
    // Gateways renew their membership every second; a write within that second is the one that must not pass them by.
    [Fact]
    public async Task A_write_after_the_loss_of_the_directory_reaches_the_gateways_all_the_same()
    {
        await using DurableCluster cluster = await DurableCluster.StartAsync();
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>("111111111111");
        await account.Provision(new AccountDefinition { AccountId = "111111111111" }, AccountQuotas.Aws);
        var gateway = new RecordingGateway();
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);
        IGatewayDirectoryGrain directory = cluster.Client.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);

        await cluster.KillHostOfAsync(directory);
        await DurableCluster.EventuallyAsync(async () =>
        {
            await account.SetQuotas(new AccountQuotas(new QuotaLimits(7, 7), PerFederatedUser: null));
            return true;
        });

        Assert.Contains(gateway.Updates, update => update.Change.Quotas?.Default.Burst == 7);
    }
}
