using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Gateways;

[Collection(nameof(SimulatorCluster))]
public sealed class DeadGatewayTests(SimulatorCluster cluster)
{
    [Fact]
    public async Task A_gateway_that_died_delays_one_write_and_is_forgotten()
    {
        IAccountGrain account = cluster.Client.GetGrain<IAccountGrain>(await cluster.NewAccountAsync());
        IGatewayObserver reference = cluster.Client.CreateObjectReference<IGatewayObserver>(new RecordingGateway());
        IGatewayDirectoryGrain directory = cluster.Client.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        await directory.Join(reference);
        cluster.Client.DeleteObjectReference<IGatewayObserver>(reference);

        await account.SetQuotas(new AccountQuotas(new QuotaLimits(5, 5), PerFederatedUser: null));

        Assert.DoesNotContain(reference, await directory.List());
        Assert.Equal(5, (await account.GetSnapshot())!.Quotas!.Default.Burst);
    }
}
