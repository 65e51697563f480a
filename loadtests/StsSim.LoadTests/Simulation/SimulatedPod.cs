using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Engine;

namespace StsSim.LoadTests.Simulation;

/// <summary>
/// One pod: it asks for a session when it starts, uses it at even intervals, renews it by the rules of its fleet, and has
/// one client object of its own for that. Uses of which nothing comes are reckoned, not played.
/// </summary>
internal sealed class SimulatedPod
{
    private readonly PodSurroundings _surroundings;

    private int _generation;
    private UseSchedule _uses;
    private TimeSpan? _expiration;
    private RetryQuota? _quota;
    private AdaptiveRateLimit? _limit;
    private bool _isComingBack;

    private bool _isAsking;
    private Invocation _invocation;
    private int _attempts;
    private int _throttles;
    private StsAnswer _answer;

    private TimeSpan? _withoutSince;
    private TimeSpan _failedUsesCountedTo;

    public SimulatedPod(PodSurroundings surroundings)
    {
        _surroundings = surroundings;
        StartProcess();
    }

    private VirtualTime<PodEvent> Time => _surroundings.Time;

    private FleetRecorder Recorder => _surroundings.Recorder;

    /// <summary>Begins in the middle of things: with a session of a random age, as a fleet long in service has them.</summary>
    public void BeginInService()
    {
        TimeSpan advisory = _surroundings.Group.Refresh.DrawAdvisoryWindow(_surroundings.TokenLifetime, _surroundings.Random);
        TimeSpan oldest = _surroundings.TokenLifetime - advisory;
        TimeSpan age = oldest > TimeSpan.Zero ? oldest * _surroundings.Random.NextDouble() : TimeSpan.Zero;
        Hold(_surroundings.TokenLifetime - age, advisory);
    }

    /// <summary>Begins without a session.</summary>
    public void BeginAnew()
    {
        ComeBack();
        Lose();
        Plan(Time.Now, PodMoment.Use);
    }

    public void PlanRestart(TimeSpan moment) => Plan(moment, PodMoment.Restart);

    public void Handle(PodEvent happened)
    {
        switch (happened.Moment)
        {
            case PodMoment.Restart:
                Restart();
                break;
            case PodMoment.Expiry when _expiration == Time.Now:
                Lose();
                break;
            case PodMoment.Use when happened.Generation == _generation:
                Ask();
                break;
            case PodMoment.Send when happened.Generation == _generation:
                Send();
                break;
            case PodMoment.Answer when happened.Generation == _generation:
                Answered();
                break;
        }
    }

    /// <summary>Settles what is still open when the model ends.</summary>
    public void End()
    {
        EndInvocation(InvocationEnd.Unfinished);
        if (_withoutSince is { } since)
        {
            CountFailedUses(Time.Now);
            Recorder.PodStillWithout(since);
        }
    }

    private void Restart()
    {
        EndInvocation(InvocationEnd.Unfinished);
        _generation++;
        Lose();

        // The uses up to now were the predecessor's.
        CountFailedUses(Time.Now);
        _expiration = null;
        ComeBack();
        Recorder.PodReplaced();
        StartProcess();
        Ask();
    }

    private void ComeBack()
    {
        if (!_isComingBack)
        {
            _isComingBack = true;
            Recorder.PodIsComingBack();
        }
    }

    private void StartProcess()
    {
        // Traffic comes when it comes: pods that start together are not used in step.
        _uses = new UseSchedule(Time.Now + (_surroundings.UseEvery * _surroundings.Random.NextDouble()), _surroundings.UseEvery);
        RetryRules rules = _surroundings.Group.Retries;
        _quota = rules.Quota is { } quota ? new RetryQuota(quota) : null;
        _limit = rules.LimitsItsRate ? new AdaptiveRateLimit(Time.Now) : null;
    }

    private void Ask()
    {
        _isAsking = true;
        _attempts = 0;
        _throttles = 0;
        _quota?.InvocationStarts();
        _invocation = Recorder.Started();
        SendAfter(TimeSpan.Zero);
    }

    private void SendAfter(TimeSpan delay)
    {
        TimeSpan moment = Time.Now + delay;
        moment += _limit?.Take(moment) ?? TimeSpan.Zero;
        if (moment == Time.Now)
        {
            Send();
        }
        else
        {
            Plan(moment, PodMoment.Send);
        }
    }

    private void Send()
    {
        _attempts++;
        Recorder.RequestSent(_invocation);
        _answer = _surroundings.Sts.Answer(Time.Now);
        Plan(Time.Now + _surroundings.Sts.DrawLatency(), PodMoment.Answer);
    }

    private void Answered()
    {
        bool throttled = _answer == StsAnswer.Throttled;
        _limit?.Answered(Time.Now, throttled);
        if (throttled)
        {
            _throttles++;
            Recorder.RequestThrottled();
        }

        RetryRules rules = _surroundings.Group.Retries;
        if (_answer == StsAnswer.Issued)
        {
            Succeed();
        }
        else if (_attempts < rules.MaxAttempts && _quota?.TryTake(_answer) != false)
        {
            SendAfter(rules.DrawDelay(_attempts - 1, _answer, _surroundings.Random));
        }
        else
        {
            Fail(throttled);
        }
    }

    private void Succeed()
    {
        _quota?.InvocationSucceeded(_attempts);
        EndInvocation(InvocationEnd.Ok);
        if (_withoutSince is { } since)
        {
            // Uses that waited for this invocation were served by it.
            CountFailedUses(_invocation.ActualStart);
            _withoutSince = null;
            Recorder.PodRegained(since);
        }

        if (_isComingBack)
        {
            _isComingBack = false;
            Recorder.PodCameBack();
        }

        RefreshRules refresh = _surroundings.Group.Refresh;
        Hold(Time.Now + _surroundings.TokenLifetime, refresh.DrawAdvisoryWindow(_surroundings.TokenLifetime, _surroundings.Random));
    }

    private void Fail(bool throttled)
    {
        EndInvocation(throttled ? InvocationEnd.GivenUp : InvocationEnd.Failed);
        RefreshRules refresh = _surroundings.Group.Refresh;
        if (_expiration is { } expiration)
        {
            if (refresh.HoldBack is { } holdBack)
            {
                Plan(_uses.FirstFrom(Time.Now + holdBack.Draw(_surroundings.Random)), PodMoment.Use);
                return;
            }

            if (Time.Now >= expiration - refresh.MandatoryWindow)
            {
                // The session would still do, but its keeper raises: the uses that waited have failed already.
                Lose(_invocation.ActualStart);
            }
        }

        Plan(FirstUseAfterNow(), PodMoment.Use);
    }

    private void EndInvocation(InvocationEnd end)
    {
        if (_isAsking)
        {
            _isAsking = false;
            string? code = end == InvocationEnd.Failed ? "ServiceUnavailable" : null;
            Recorder.Ended(_invocation, new InvocationOutcome(end, _attempts, _attempts, _throttles, ErrorCode: code));
        }
    }

    private void Hold(TimeSpan expiration, TimeSpan advisoryWindow)
    {
        _expiration = expiration;
        Plan(expiration, PodMoment.Expiry);
        TimeSpan due = expiration - advisoryWindow;
        Plan(due > Time.Now ? _uses.FirstFrom(due) : FirstUseAfterNow(), PodMoment.Use);
    }

    private void Lose() => Lose(Time.Now);

    private void Lose(TimeSpan usesFailSince)
    {
        if (_withoutSince is null)
        {
            _withoutSince = Time.Now;
            _failedUsesCountedTo = usesFailSince;
            Recorder.PodLost();
        }
    }

    private void CountFailedUses(TimeSpan to)
    {
        if (to > _failedUsesCountedTo)
        {
            Recorder.UsesFailed(_uses.CountBefore(to) - _uses.CountBefore(_failedUsesCountedTo));
            _failedUsesCountedTo = to;
        }
    }

    private void Plan(TimeSpan moment, PodMoment what) => Time.At(moment, new PodEvent(this, what, _generation));

    private TimeSpan FirstUseAfterNow() => _uses.FirstFrom(Time.Now + TimeSpan.FromTicks(1));
}
