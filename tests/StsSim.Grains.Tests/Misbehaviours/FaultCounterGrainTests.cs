using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Grains.Tests.Misbehaviours;

[Collection(nameof(SimulatorCluster))]
public sealed class FaultCounterGrainTests(SimulatorCluster cluster)
{
    [Fact]
    public async Task Callers_that_count_at_once_get_each_number_once()
    {
        IFaultCounterGrain counter = Counter("exact");
        long[][] numbers = await Task.WhenAll(CountAsync(), CountAsync());

        Assert.Equal(Enumerable.Range(1, 1_000).Select(number => (long)number), numbers.SelectMany(own => own).Order());
        Assert.All(numbers, own => Assert.Equal(500, own.Distinct().Count()));

        async Task<long[]> CountAsync() => await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => counter.Next(unit: 0).AsTask()));
    }

    [Fact]
    public async Task Units_rules_scopes_and_generations_are_counted_each_by_itself()
    {
        IFaultCounterGrain counter = Counter("units");
        foreach ((ulong unit, long number) in new[] { (1ul, 1L), (2ul, 1L), (1ul, 2L), (1ul, 3L), (2ul, 2L) })
        {
            Assert.Equal(number, await counter.Next(unit));
        }

        var rule = new FaultRuleDefinition("units", "{}", Generation: 1);
        Assert.Equal(4, await counter.Next(1));
        Assert.Equal(1, await cluster.Client.GetGrain<IFaultCounterGrain>(IFaultCounterGrain.KeyOf("world", rule with { Generation = 2 })).Next(1));
        Assert.Equal(1, await cluster.Client.GetGrain<IFaultCounterGrain>(IFaultCounterGrain.KeyOf("123456789012", rule)).Next(1));
        Assert.Equal(1, await cluster.Client.GetGrain<IFaultCounterGrain>(IFaultCounterGrain.KeyOf("world", rule with { Id = "others" })).Next(1));
    }

    private IFaultCounterGrain Counter(string rule) =>
        cluster.Client.GetGrain<IFaultCounterGrain>(IFaultCounterGrain.KeyOf("world", new FaultRuleDefinition(rule, "{}", Generation: 1)));
}
