using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// The token bucket that SDKs pay retries from, replayed for one client: 500 tokens, an attempt's cost back where it
/// succeeds, one token for a success without a retry (specification 2.0, and 2.1 of November 2026).
/// </summary>
/// <remarks>
/// A client pays when it decides to retry, which is when an attempt has failed; that it did is seen when the retry comes,
/// seconds later. So what was paid and got back is kept for half a minute by when it was, in steps of 200 ms.
/// </remarks>
internal sealed class RetryQuota(int transientCost, int timeoutCost)
{
    public const double Capacity = 500;

    private const int ThrottlingCost = 5;
    private const int Steps = 160;
    private const long Step = TimeSpan.TicksPerMillisecond * 200;

    // Made with the first retry: until then the bucket is full.
    private float[]? _paid;
    private float[]? _gotBack;
    private long _latest;
    private double _before = Capacity;

    public int TransientCost => transientCost;

    /// <summary>By the rules of November 2026: 14 for what is transient, timeouts included, and 5 for throttling.</summary>
    public static RetryQuota New() => new(transientCost: 14, timeoutCost: 14);

    /// <summary>By the rules before: 5, and 10 for timeouts.</summary>
    public static RetryQuota Old() => new(transientCost: 5, timeoutCost: 10);

    /// <summary>What a retry after a failure costs.</summary>
    public int CostAfter(in SeenAttempt failed) => failed.Trigger == RetryTrigger.Throttling ? ThrottlingCost
        : failed.Outcome == AttemptOutcome.Abandoned ? timeoutCost
        : transientCost;

    /// <summary>What was left when an attempt had failed, as far as is known by now; what was got back in the same moment does not count.</summary>
    public double LeftAfter(in SeenAttempt failed)
    {
        if (_paid is null)
        {
            return Capacity;
        }

        long asked = Math.Min(failed.EndedAt / Step, _latest);
        double left = _before;
        for (long step = Oldest; step <= asked; step++)
        {
            left = Math.Max(0, left - _paid[step % Steps]);
            left = step == asked ? left : Math.Min(Capacity, left + _gotBack![step % Steps]);
        }

        return left;
    }

    /// <summary>A retry came after an attempt that had failed.</summary>
    public void PayAfter(in SeenAttempt failed)
    {
        if (_paid is null)
        {
            (_paid, _gotBack) = (new float[Steps], new float[Steps]);
            _latest = failed.EndedAt / Step;
        }

        Add(_paid, failed.EndedAt / Step, CostAfter(failed));
    }

    /// <summary>An attempt succeeded, be it the first or the retry of one that had failed.</summary>
    public void Succeeded(in SeenAttempt attempt, SeenAttempt? failed)
    {
        if (_gotBack is not null)
        {
            Add(_gotBack, attempt.EndedAt / Step, failed is { } before ? CostAfter(before) : 1);
        }
    }

    private long Oldest => _latest - Steps + 1;

    private void Add(float[] to, long step, float tokens)
    {
        for (int closed = 0; _latest < step && closed < Steps; closed++)
        {
            long oldest = Oldest % Steps;
            _before = Math.Min(Capacity, Math.Max(0, _before - _paid![oldest]) + _gotBack![oldest]);
            (_paid[oldest], _gotBack[oldest]) = (0, 0);
            _latest++;
        }

        _latest = Math.Max(_latest, step); // what lies between is empty

        to[Math.Max(step, Oldest) % Steps] += tokens;
    }
}
