using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Measurement;

/// <summary>Everything measured of one client group while the run goes on.</summary>
internal sealed class GroupMeasurements : IWireWatcher
{
    private readonly Lock _gate = new();
    private readonly ScenarioPlan _plan;
    private readonly RunClock _clock;
    private readonly Tally _total = new();
    private readonly Tally[] _phases;
    private readonly List<(string Step, Tally Tally)> _steps = [];
    private readonly Timeline _timeline;
    private readonly LatencyDistribution _lag = LatencyDistribution.Fine();

    public GroupMeasurements(ScenarioPlan plan, RunClock clock)
    {
        _plan = plan;
        _clock = clock;
        _phases = [.. plan.Phases.Select(_ => new Tally())];
        _timeline = new Timeline(plan.Duration);
    }

    public void Dropped(TimeSpan intendedStart)
    {
        lock (_gate)
        {
            _total.Dropped();
            _phases[_plan.PhaseAt(intendedStart)].Dropped();
            _timeline.Offered(intendedStart);
        }
    }

    public void Started(Invocation invocation)
    {
        lock (_gate)
        {
            _total.Started();
            _phases[_plan.PhaseAt(invocation.IntendedStart)].Started();
            _timeline.Offered(invocation.IntendedStart);
            _lag.Record(invocation.Lag);
        }
    }

    public void Ended(Invocation invocation, InvocationOutcome outcome)
    {
        TimeSpan end = _clock.Elapsed;
        lock (_gate)
        {
            _total.Ended(invocation, outcome, end);
            _phases[_plan.PhaseAt(invocation.IntendedStart)].Ended(invocation, outcome, end);
            _timeline.Ended(invocation, outcome, end);
        }
    }

    /// <param name="start">When the step was begun; it has no intended start, for it waits for the one before.</param>
    public void StepEnded(string step, TimeSpan start, InvocationOutcome outcome)
    {
        TimeSpan end = _clock.Elapsed;
        lock (_gate)
        {
            Tally tally = TallyOf(step);
            tally.Started();
            tally.Ended(new Invocation(0, start, start), outcome, end);
        }
    }

    public void RequestSent()
    {
        lock (_gate)
        {
            _timeline.Sent(_clock.Elapsed);
        }
    }

    public void RequestThrottled()
    {
        lock (_gate)
        {
            _timeline.Throttled(_clock.Elapsed);
        }
    }

    public TallyFigures Totals()
    {
        lock (_gate)
        {
            return _total.Figures();
        }
    }

    public GroupResult Result(ClientGroup group)
    {
        lock (_gate)
        {
            return new GroupResult(
                group,
                _total.Figures(),
                [.. _phases.Select(phase => phase.Figures())],
                _timeline.Slots(),
                _lag.Figures())
            {
                Steps = _steps.Count < 2 ? [] : [.. _steps.Select(step => new StepResult(step.Step, step.Tally.Figures()))],
            };
        }
    }

    /// <summary>The whole run so far.</summary>
    public TallyState TotalState()
    {
        lock (_gate)
        {
            return _total.State();
        }
    }

    public GroupState State()
    {
        lock (_gate)
        {
            return new GroupState(
                _total.State(),
                [.. _phases.Select(phase => phase.State())],
                [.. _steps.Select(step => new StepState(step.Step, step.Tally.State()))],
                _timeline.State(),
                _lag.Recorded());
        }
    }

    /// <summary>Adds what another process measured of the same group under the same plan.</summary>
    public void Add(GroupState other)
    {
        lock (_gate)
        {
            _total.Add(other.Total);
            for (int phase = 0; phase < _phases.Length; phase++)
            {
                _phases[phase].Add(other.Phases[phase]);
            }

            foreach (StepState step in other.Steps)
            {
                TallyOf(step.Step).Add(step.Tally);
            }

            _timeline.Add(other.Slots);
            _lag.Add(other.Lag);
        }
    }

    // A scenario has a handful of steps: looking through them is quicker than hashing a name.
    private Tally TallyOf(string step)
    {
        foreach ((string name, Tally tally) in _steps)
        {
            if (ReferenceEquals(name, step) || name == step)
            {
                return tally;
            }
        }

        var added = new Tally();
        _steps.Add((step, added));
        return added;
    }
}
