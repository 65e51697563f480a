using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Workers;

/// <summary>How far each of the workers has come, as it said last, and all of them together.</summary>
internal sealed class JoinedProgress
{
    private readonly Dictionary<int, IReadOnlyList<WorkerProgress>> _latest = [];
    private readonly Lock _gate = new();

    /// <param name="worker">Its number.</param>
    /// <param name="progress">Of each client group.</param>
    public void Told(int worker, IReadOnlyList<WorkerProgress> progress)
    {
        lock (_gate)
        {
            _latest[worker] = progress;
        }
    }

    public RunSnapshot Snapshot(ScenarioPlan plan, IReadOnlyList<ClientGroup> groups, TimeSpan elapsed)
    {
        Phase? phase = elapsed < plan.Duration ? plan.Phases[plan.PhaseAt(elapsed)] : null;
        lock (_gate)
        {
            return new RunSnapshot(elapsed, plan.Duration, phase, [.. groups.Select(Together)]);
        }

        GroupSnapshot Together(ClientGroup group, int index)
        {
            var tally = new Tally();
            int inFlight = 0;
            foreach (IReadOnlyList<WorkerProgress> worker in _latest.Values)
            {
                tally.Add(worker[index].Totals);
                inFlight += worker[index].InFlight;
            }

            return new GroupSnapshot(group, tally.Figures(), inFlight);
        }
    }
}
