using System.Collections.Concurrent;
using Orleans.Concurrency;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Misbehaviours;

[StatelessWorker]
internal sealed class FaultCountsGrain(GatewayBroadcast gateways) : Grain, IFaultCountsGrain
{
    public async Task<IReadOnlyList<FaultCount>> Read(string? accountId)
    {
        var told = new ConcurrentBag<FaultCount>();
        await gateways.ToAll(async gateway =>
        {
            foreach (FaultCount count in await gateway.CountFaults(accountId))
            {
                told.Add(count);
            }
        });
        return
        [
            .. from count in told
               group count by (count.RuleId, count.Generation) into rule
               select new FaultCount(rule.Key.RuleId, rule.Key.Generation, rule.Sum(count => count.Considered), rule.Sum(count => count.Fired)),
        ];
    }
}
