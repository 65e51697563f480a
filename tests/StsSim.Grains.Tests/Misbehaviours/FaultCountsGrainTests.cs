using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Grains.Tests.Misbehaviours;

[Collection(nameof(SimulatorCluster))]
public sealed class FaultCountsGrainTests(SimulatorCluster cluster)
{
    [Fact]
    public async Task What_gateways_have_counted_is_added_up_by_rule_and_generation()
    {
        var one = new RecordingGateway { FaultCounts = [new("storm", 1, 10, 3), new("storm", 2, 5, 1), new("calm", 1, 7, 0)] };
        var other = new RecordingGateway { FaultCounts = [new("storm", 2, 6, 2), new("calm", 1, 1, 1)] };
        await using IAsyncDisposable first = await one.JoinAsync(cluster.Client);
        await using (IAsyncDisposable second = await other.JoinAsync(cluster.Client))
        {
            Assert.Equal([new("calm", 1, 8, 1), new("storm", 1, 10, 3), new("storm", 2, 11, 3)], await ReadAsync());
        }

        Assert.Equal([new("calm", 1, 7, 0), new("storm", 1, 10, 3), new("storm", 2, 5, 1)], await ReadAsync());
    }

    private async Task<FaultCount[]> ReadAsync() =>
    [
        .. (await cluster.Client.GetGrain<IFaultCountsGrain>(IFaultCountsGrain.Key).Read(accountId: null))
            .OrderBy(count => count.RuleId, StringComparer.Ordinal).ThenBy(count => count.Generation),
    ];
}
