using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <remarks>Kept alive: what it knows is nowhere else.</remarks>
[KeepAlive]
internal sealed class ClientGroupGrain(OpenInvocationBudget budget, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : Grain, IClientGroupGrain
{
    private ClientGroupAnalysis? _analysis;

    private long Now => time.GetUtcNow().UtcTicks;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _analysis?.Release();
        return Task.CompletedTask;
    }

    public Task Record(ObservedBatch batch)
    {
        _analysis ??= new ClientGroupAnalysis(batch.Group, budget);
        _analysis.Record(batch, Now);
        return Task.CompletedTask;
    }

    public ValueTask<ClientGroupReport?> Report(ClientScope scope) => ValueTask.FromResult(_analysis?.Report(scope, Now));

    public ValueTask<GroupMeasures?> Measure(ClientScope scope) => ValueTask.FromResult(_analysis?.Measure(scope, Now));

    public ValueTask<ClientGroupGlance?> Glance(DateTimeOffset since) => ValueTask.FromResult(_analysis?.Glance(since, Now));

    public ValueTask<IReadOnlyList<ClientSummary>> ListClients(int most) => ValueTask.FromResult(_analysis?.ListClients(most, Now) ?? []);

    public ValueTask<IReadOnlyList<ReconstructedInvocation>> ListInvocations(InvocationQuery query) =>
        ValueTask.FromResult(_analysis?.ListInvocations(query, Now) ?? []);

    public Task Forget()
    {
        _analysis?.Release();
        _analysis = null;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
