using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Phases that change accounts which are the run's own: they are given back afterwards, whatever is set in them.</summary>
/// <param name="accountIds">The accounts that the phases are about.</param>
internal sealed class LeasedPhases(ControlApi control, IReadOnlyList<string> accountIds) : IPhaseControl
{
    private readonly HashSet<string> _standing = [];

    public async Task EnterAsync(Phase phase, CancellationToken cancellationToken)
    {
        foreach (string accountId in accountIds)
        {
            if (phase.Quota is { } quota)
            {
                await control.SetQuotaAsync(accountId, quota, cancellationToken).ConfigureAwait(false);
            }

            foreach (string id in _standing.Where(id => phase.Faults.All(fault => (string?)fault["id"] != id)))
            {
                await control.RemoveFaultAsync(accountId, id, cancellationToken).ConfigureAwait(false);
            }

            foreach (JsonObject fault in phase.Faults)
            {
                await control.PutFaultAsync(accountId, fault, cancellationToken).ConfigureAwait(false);
            }
        }

        _standing.Clear();
        _standing.UnionWith(phase.Faults.Select(fault => (string)fault["id"]!));
    }

    public Task RestoreAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
