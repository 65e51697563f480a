using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Cluster.Tests;

public sealed class PartitionTests
{
    [Fact]
    public async Task A_gateway_that_is_cut_off_turns_unready_answers_503_and_recovers()
    {
        await using NetworkNamespace network = await NetworkNamespace.CreateAsync();
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 2, gateways: 1, network.ClusterAddress);
        SimulatorProcess outside = cluster.Gateways[0];
        SimulatorProcess cutOff = await cluster.StartGatewayAsync(network);
        (await cutOff.StsAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob")).IsSuccessOf("GetFederationToken");
        Assert.True(await cutOff.SaysItIsReadyAsync());

        await network.CutAsync();
        long cutAt = TimeProvider.System.GetTimestamp();

        // A write waits for a gateway that does not answer, for a while and no longer, and is acknowledged.
        WireAnswer write = await outside.IamAsync(TestWorld.Alice, "CreateUser", "UserName=meanwhile");
        Assert.True(write.Status == 200, write.Body);
        WireAnswer refused;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
            refused = await cutOff.StsAsync(TestWorld.Alice, "GetCallerIdentity");
        }
        while (refused.Status == 200);

        TestContext.Current.TestOutputHelper?.WriteLine($"Refused {TimeProvider.System.GetElapsedTime(cutAt).TotalSeconds:0.0} s after it was cut off.");
        while (await cutOff.SaysItIsReadyAsync())
        {
            refused = await cutOff.StsAsync(TestWorld.Alice, "GetCallerIdentity");
            Assert.Equal(503, refused.Status);
        }

        refused = await cutOff.StsAsync(TestWorld.Alice, "GetCallerIdentity");
        refused.IsRefusal(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
        (await outside.StsAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");

        await network.MendAsync();
        long mendedAt = TimeProvider.System.GetTimestamp();
        while (!await cutOff.SaysItIsReadyAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Ready {TimeProvider.System.GetElapsedTime(mendedAt).TotalSeconds:0.0} s after the link was mended.");
        WireAnswer user;
        do
        {
            user = await cutOff.IamAsync(TestWorld.Alice, "GetUser", "UserName=meanwhile");
        }
        while (user.Status == 503);

        Assert.True(user.Status == 200, user.Body);
    }
}
