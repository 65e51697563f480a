using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Experiments;

namespace StsSim.Operations.Observation;

/// <summary>What clients did, as the control API asks for it. Everything that gateways had seen when it was asked is in it.</summary>
public sealed class Observatory(IGrainFactory grains, ExperimentRuns experiments, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    private IObservatoryGrain Directory => IObservatoryGrain.Of(grains);

    /// <summary>What the clients of a scope did.</summary>
    /// <param name="accountId">The account whose clients are asked for, or <see langword="null"/> for those of all.</param>
    public async Task<ClientReport> ReportAsync(ClientScope scope, string? accountId)
    {
        ClientGroupReport?[] reports = await AskAllAsync(accountId, group => group.Report(scope));
        ExperimentReport? experiment = scope.ExperimentId is { } id ? await experiments.FindAsync(id) : null;
        return new ClientReport(
            time.GetUtcNow(), scope, accountId, experiment, [.. reports.OfType<ClientGroupReport>().OrderByDescending(report => report.Figures[ClientFigure.Requests])]);
    }

    /// <summary>Checks expectations on clients against what was seen of them until now.</summary>
    public async Task<IReadOnlyList<CheckedExpectation>> CheckAsync(ClientAssertions assertions)
    {
        var scope = new ClientScope(assertions.ExperimentId, Phase: null);
        GroupMeasures[] measures = [.. (await AskAllAsync(assertions.AccountId, group => group.Measure(scope))).OfType<GroupMeasures>()];
        return
        [
            .. assertions.Expectations.Select(expectation =>
            {
                (double? observed, string? group) = expectation.WorstOf(measures);
                return CheckedExpectation.Of(expectation, "*", observed, group, isOver: true);
            }),
        ];
    }

    /// <summary>The little that is shown every second of the groups that were seen, the one with the most requests first.</summary>
    /// <param name="since">From when on timelines are wanted.</param>
    public async Task<IReadOnlyList<ClientGroupGlance>> GlanceAsync(string? accountId, DateTimeOffset since)
    {
        ClientGroupGlance?[] glances = await AskAllAsync(accountId, group => group.Glance(since));
        return [.. glances.OfType<ClientGroupGlance>().OrderByDescending(glance => glance.Requests)];
    }

    /// <summary>Clients, the most active first.</summary>
    public async Task<IReadOnlyList<ClientSummary>> ListClientsAsync(string? accountId, int most)
    {
        IReadOnlyList<ClientSummary>[] clients = await AskAllAsync(accountId, group => group.ListClients(most));
        return [.. clients.SelectMany(ofGroup => ofGroup).OrderByDescending(client => client.Requests).Take(most)];
    }

    /// <summary>Invocations that were kept, the latest first, each with the group it is of.</summary>
    public async Task<IReadOnlyList<(ClientGroup Group, ReconstructedInvocation Invocation)>> ListInvocationsAsync(string? accountId, InvocationQuery query)
    {
        IReadOnlyList<ClientGroup> groups = await ListGroupsAsync(accountId);
        IReadOnlyList<ReconstructedInvocation>[] invocations = await Task.WhenAll(groups.Select(group => GrainOf(group).ListInvocations(query).AsTask()));
        return
        [
            .. groups.Zip(invocations)
                .SelectMany(of => of.Second.Select(invocation => (of.First, invocation)))
                .OrderByDescending(of => of.invocation.StartedAt)
                .Take(query.Most),
        ];
    }

    /// <summary>Forgets what the clients of an account did, or everything.</summary>
    public Task ForgetAsync(string? accountId) => Directory.Forget(accountId);

    private async Task<T[]> AskAllAsync<T>(string? accountId, Func<IClientGroupGrain, ValueTask<T>> ask) =>
        await Task.WhenAll((await ListGroupsAsync(accountId)).Select(group => ask(GrainOf(group)).AsTask()));

    private async Task<IReadOnlyList<ClientGroup>> ListGroupsAsync(string? accountId)
    {
        IReadOnlyList<ClientGroup> groups = await Directory.List();
        return accountId is null ? groups : [.. groups.Where(group => group.AccountId == accountId)];
    }

    private IClientGroupGrain GrainOf(ClientGroup group) => grains.GetGrain<IClientGroupGrain>(group.Key);
}
