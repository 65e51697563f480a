using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Experiments;

/// <summary>Asks the observatory for what an experiment's expectations on clients need.</summary>
internal sealed class ClientMeasuring(IGrainFactory grains, string experimentId, ExperimentDefinition definition)
{
    /// <summary>By index of the expectation; those are left out of whose phase nothing was seen.</summary>
    public async Task<Dictionary<int, WorstGroup>> AskAsync()
    {
        var worst = new Dictionary<int, WorstGroup>();
        (int Index, Expectation Expectation)[] onClients = [.. definition.Expectations.Index().Where(expectation => expectation.Item.Clients is not null)];
        if (onClients.Length == 0)
        {
            return worst;
        }

        IReadOnlyList<ClientGroup> groups = await IObservatoryGrain.Of(grains).List();
        IClientGroupGrain[] asked =
        [
            .. groups.Where(group => definition.AccountId is null || group.AccountId == definition.AccountId)
                .Select(group => grains.GetGrain<IClientGroupGrain>(group.Key)),
        ];
        foreach (IGrouping<int?, (int Index, Expectation Expectation)> ofPhase in onClients.GroupBy(expectation => expectation.Expectation.Phase))
        {
            var scope = new ClientScope(experimentId, ofPhase.Key);
            GroupMeasures?[] answers = await Task.WhenAll(asked.Select(group => group.Measure(scope).AsTask()));
            GroupMeasures[] measures = [.. answers.OfType<GroupMeasures>()];
            foreach ((int index, Expectation expectation) in measures.Length == 0 ? [] : ofPhase.AsEnumerable())
            {
                (double? observed, string? group) = expectation.WorstOf(measures);
                worst[index] = new WorstGroup(observed, group);
            }
        }

        return worst;
    }
}
