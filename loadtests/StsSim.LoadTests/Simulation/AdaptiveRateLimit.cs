namespace StsSim.LoadTests.Simulation;

/// <summary>
/// The rate limit that adaptive clients set themselves: off until the first throttling answer, then cut by each and
/// grown along a cubic curve between them.
/// </summary>
internal sealed class AdaptiveRateLimit
{
    private const double Smoothing = 0.8;
    private const double BucketsPerSecond = 2;
    private const double Beta = 0.7;
    private const double ScaleConstant = 0.4;
    private const double LowestFill = 0.5;
    private const double LowestCapacity = 1;

    private bool _isOn;
    private double _tokens;
    private double _fill;
    private double _capacity;
    private TimeSpan _filledAt;

    private double _measured;
    private long _count;
    private double _lastBucket;

    private double _highestRate;
    private double _window;
    private TimeSpan _throttledAt;

    /// <param name="now">When the client object is made; what it measures begins there.</param>
    public AdaptiveRateLimit(TimeSpan now)
    {
        _filledAt = now;
        _throttledAt = now;
        _lastBucket = BucketOf(now);
    }

    public bool IsOn => _isOn;

    /// <summary>Requests a second that it lets through; of no consequence while it is off.</summary>
    public double Rate => _fill;

    /// <summary>Takes the token of one request, and says how long that request has to wait for it.</summary>
    public TimeSpan Take(TimeSpan now)
    {
        if (!_isOn)
        {
            return TimeSpan.Zero;
        }

        Fill(now);
        TimeSpan wait = _tokens >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - _tokens) / _fill);
        _tokens--;
        return wait;
    }

    public void Answered(TimeSpan now, bool throttled)
    {
        Measure(now);
        double rate;
        if (throttled)
        {
            _highestRate = _isOn ? Math.Min(_measured, _fill) : _measured;
            _window = Math.Cbrt(_highestRate * (1 - Beta) / ScaleConstant);
            _throttledAt = now;
            _isOn = true;
            rate = Beta * _highestRate;
        }
        else
        {
            _window = Math.Cbrt(_highestRate * (1 - Beta) / ScaleConstant);
            rate = (ScaleConstant * Math.Pow((now - _throttledAt).TotalSeconds - _window, 3)) + _highestRate;
        }

        Fill(now);
        double bounded = Math.Min(rate, 2 * _measured);
        _fill = Math.Max(LowestFill, bounded);
        _capacity = Math.Max(LowestCapacity, bounded);
        _tokens = Math.Min(_tokens, _capacity);
    }

    private static double BucketOf(TimeSpan moment) => Math.Floor(moment.TotalSeconds * BucketsPerSecond) / BucketsPerSecond;

    private void Measure(TimeSpan now)
    {
        double bucket = BucketOf(now);
        _count++;
        if (bucket > _lastBucket)
        {
            _measured = (_count / (bucket - _lastBucket) * Smoothing) + (_measured * (1 - Smoothing));
            _count = 0;
            _lastBucket = bucket;
        }
    }

    private void Fill(TimeSpan now)
    {
        _tokens = Math.Min(_capacity, _tokens + ((now - _filledAt).TotalSeconds * _fill));
        _filledAt = now;
    }
}
