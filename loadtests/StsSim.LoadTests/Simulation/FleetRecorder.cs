using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Simulation;

/// <summary>What one fleet did: measured as a run's client group is, and in whole seconds besides.</summary>
internal sealed class FleetRecorder
{
    private readonly FleetParameters _parameters;
    private readonly VirtualTime<PodEvent> _time;
    private readonly GroupMeasurements _measurements;
    private readonly int[] _invocations;
    private readonly int[] _attemptsOfInvocations;
    private readonly int[] _requests;
    private readonly int[] _refused;
    private readonly int[] _mostWithout;
    private readonly TimeSpan _slotWidth;

    private int _started;
    private int _without;
    private int _podsComingBack;
    private int _podsReplaced;
    private TimeSpan? _allBackAt;
    private TimeSpan _withoutChangedAt;
    private double _podSecondsWithout;
    private TimeSpan _longestWithout;
    private long _failedUses;

    public FleetRecorder(FleetParameters parameters, VirtualTime<PodEvent> time)
    {
        _parameters = parameters;
        _time = time;
        _measurements = new GroupMeasurements(FleetPlan.Of(parameters), new RunClock(new VirtualTimeProvider<PodEvent>(time)));
        int seconds = (int)Math.Ceiling(parameters.Duration.TotalSeconds);
        _invocations = new int[seconds];
        _attemptsOfInvocations = new int[seconds];
        _requests = new int[seconds];
        _refused = new int[seconds];
        _slotWidth = new Timeline(parameters.Duration).SlotWidth;
        _mostWithout = new int[(int)Math.Ceiling(parameters.Duration / _slotWidth)];
    }

    public Invocation Started()
    {
        var invocation = new Invocation(_started++, _time.Now, _time.Now);
        _invocations[SecondOf(_time.Now)]++;
        _measurements.Started(invocation);
        return invocation;
    }

    public void RequestSent(Invocation invocation)
    {
        _requests[SecondOf(_time.Now)]++;
        _attemptsOfInvocations[SecondOf(invocation.ActualStart)]++;
        _measurements.RequestSent();
    }

    public void RequestThrottled()
    {
        _refused[SecondOf(_time.Now)]++;
        _measurements.RequestThrottled();
    }

    public void Ended(Invocation invocation, InvocationOutcome outcome) => _measurements.Ended(invocation, outcome);

    public void PodLost() => ChangeWithout(1);

    public void PodRegained(TimeSpan since)
    {
        PodStillWithout(since);
        ChangeWithout(-1);
    }

    /// <summary>Of a pod without credentials, since when it has been.</summary>
    public void PodStillWithout(TimeSpan since)
    {
        TimeSpan gap = _time.Now - since;
        _longestWithout = gap > _longestWithout ? gap : _longestWithout;
    }

    /// <summary>A pod was started or replaced, and has no session yet.</summary>
    public void PodIsComingBack() => _podsComingBack++;

    public void PodReplaced() => _podsReplaced++;

    /// <summary>A pod has the first session after it was started or replaced.</summary>
    public void PodCameBack()
    {
        _podsComingBack--;
        if (_podsComingBack == 0 && (_parameters.Restart is null || _podsReplaced == _parameters.Pods))
        {
            _allBackAt = _time.Now;
        }
    }

    public void UsesFailed(long uses) => _failedUses += uses;

    public FleetResult Result(FleetGroup group)
    {
        ChangeWithout(0);
        GroupResult measured = _measurements.Result(FleetPlan.ClientsOf(group));
        return new FleetResult(group, measured, Figures(measured.Total));
    }

    private FleetFigures Figures(TallyFigures total)
    {
        long requests = _requests.Sum(count => (long)count);
        long refused = _refused.Sum(count => (long)count);
        int mostInvocations = _invocations.Max();
        double meanInvocations = _started / _parameters.Duration.TotalSeconds;
        return new FleetFigures
        {
            Requests = requests,
            ThrottledShare = requests == 0 ? 0 : (double)refused / requests,
            SecondsOverQuota = _refused.Count(count => count > 0),
            PeakRequestsPerSecond = _requests.Max(),
            PeakInvocationsPerSecond = mostInvocations,
            PeakAmplification = PeakAmplification(),
            HerdIndex = _started == 0 ? null : mostInvocations / meanInvocations,
            AllBackAfter = _allBackAt - (_parameters.Restart?.Begin ?? TimeSpan.Zero),
            MostPodsWithout = _mostWithout.Max(),
            PodSecondsWithout = _podSecondsWithout,
            LongestWithout = _longestWithout,
            FailedUses = _failedUses,
            Uses = (long)(_parameters.Pods * (_parameters.Duration / _parameters.UseEvery)),
            StillWithoutAtEnd = _without,
            MostPodsWithoutBySlot = _mostWithout,
            SlotWidth = _slotWidth,
            Events = _time.Happened,
        };
    }

    private double? PeakAmplification()
    {
        double? peak = null;
        for (int second = 0; second < _invocations.Length; second++)
        {
            if (_invocations[second] > 0)
            {
                peak = Math.Max(peak ?? 0, (double)_attemptsOfInvocations[second] / _invocations[second]);
            }
        }

        return peak;
    }

    private void ChangeWithout(int change)
    {
        int last = SlotOf(_time.Now);
        for (int slot = SlotOf(_withoutChangedAt); slot <= last; slot++)
        {
            _mostWithout[slot] = Math.Max(_mostWithout[slot], _without);
        }

        _podSecondsWithout += _without * (_time.Now - _withoutChangedAt).TotalSeconds;
        _withoutChangedAt = _time.Now;
        _without += change;
        _mostWithout[last] = Math.Max(_mostWithout[last], _without);
    }

    // The end itself belongs to what came before it.
    private int SlotOf(TimeSpan moment) => Math.Min((int)(moment / _slotWidth), _mostWithout.Length - 1);

    private int SecondOf(TimeSpan moment) => Math.Min((int)(moment.Ticks / TimeSpan.TicksPerSecond), _requests.Length - 1);
}
