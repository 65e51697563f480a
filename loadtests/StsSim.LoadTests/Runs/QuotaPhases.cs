using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Phases that change the quota of the account the user named.</summary>
internal sealed class QuotaPhases(QuotaControl quota) : IPhaseControl
{
    public Task EnterAsync(Phase phase, CancellationToken cancellationToken) =>
        phase.Quota is { } wanted ? quota.SetAsync(wanted, cancellationToken) : Task.CompletedTask;

    public Task RestoreAsync(CancellationToken cancellationToken) => quota.RestoreAsync(cancellationToken);
}
