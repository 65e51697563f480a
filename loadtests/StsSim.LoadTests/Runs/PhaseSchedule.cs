using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Enters the phases of a run at their starts; the first is in place before the clock starts.</summary>
/// <param name="control">Null where the phases change nothing.</param>
internal sealed class PhaseSchedule(ScenarioPlan plan, IPhaseControl? control, RunClock clock)
{
    private readonly List<QuotaChange> _quotaChanges = [];

    public IReadOnlyList<QuotaChange> QuotaChanges => _quotaChanges;

    public async Task EnterAsync(CancellationToken stop)
    {
        if (control is null)
        {
            return;
        }

        try
        {
            foreach (Phase phase in plan.Phases.Skip(1))
            {
                await clock.DelayUntilAsync(phase.Start, stop).ConfigureAwait(false);
                await control.EnterAsync(phase, stop).ConfigureAwait(false);
                if (phase.Quota is not null)
                {
                    _quotaChanges.Add(new QuotaChange(phase, clock.Elapsed));
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped early; what was changed is put back by whoever began.
        }
        catch (HttpRequestException refusal)
        {
            throw new CannotRunException($"The control API refused what the phases after {plan.Phases[0].Name} need: {refusal.Message.TrimEnd('.')}.", refusal);
        }
    }
}
