using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Operations.Cluster;

namespace StsSim.Compatibility.Tests.Throttling;

public sealed class ForgottenGatewayTests(ThrottledSimulator simulator) : IClassFixture<ThrottledSimulator>
{
    [Fact]
    public async Task A_gateway_that_was_taken_for_dead_catches_up_when_it_joins_again()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 600, "burst": 600}}""");
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);

        IGatewayDirectoryGrain directory = simulator.Simulator.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        await directory.Leave(Assert.Single(await directory.List()));
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 1}}""");
        await simulator.Simulator.Services.GetRequiredService<ClusterLink>().JoinAsync();

        Assert.Single(await directory.List());
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);
        Assert.Equal("Throttling", (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Code);
    }
}
