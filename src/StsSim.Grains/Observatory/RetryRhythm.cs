namespace StsSim.Grains.Observatory;

/// <summary>
/// Whether retries of many clients come together: their counts in windows of 100 ms, whose variance by mean is 1 where they
/// come at random, and how far they keep step with a period of a second (Rayleigh).
/// </summary>
internal sealed class RetryRhythm
{
    private const long Window = TimeSpan.TicksPerMillisecond * 100;

    // What is told late still finds its window. Pauses are not counted as empty windows: nobody had anything to retry.
    private const int Open = 64;
    private const int LongestPause = 20;

    private readonly int[] _ring = new int[Open];
    private long _latest = -1;
    private long _lastUsed;
    private long _windows;
    private double _sum;
    private double _sumOfSquares;
    private long _arrivals;
    private double _cosines;
    private double _sines;

    public void Add(long arrivedAt)
    {
        long window = arrivedAt / Window;
        if (_latest < 0)
        {
            _latest = _lastUsed = window;
        }

        MoveTo(window);
        if (_latest - window < Open)
        {
            _ring[window % Open]++;
        }

        double turn = arrivedAt % TimeSpan.TicksPerSecond * (2 * Math.PI / TimeSpan.TicksPerSecond);
        _arrivals++;
        _cosines += Math.Cos(turn);
        _sines += Math.Sin(turn);
    }

    public void Add(RetryRhythm other)
    {
        (long windows, double sum, double squares) = other.Close();
        _windows += windows;
        _sum += sum;
        _sumOfSquares += squares;
        _arrivals += other._arrivals;
        _cosines += other._cosines;
        _sines += other._sines;
    }

    /// <summary>Variance by mean; <see langword="null"/> where there are too few to tell.</summary>
    public double? Burstiness
    {
        get
        {
            (long windows, double sum, double squares) = Close();
            double mean = windows > 0 ? sum / windows : 0;
            return windows >= 10 && mean > 0 ? Math.Max(0, (squares / windows) - (mean * mean)) / mean : null;
        }
    }

    /// <summary>From 0 to 1; <see langword="null"/> where there are too few to tell.</summary>
    public double? Synchronisation => _arrivals >= 10 ? Math.Sqrt((_cosines * _cosines) + (_sines * _sines)) / _arrivals : null;

    private void MoveTo(long window)
    {
        if (window - _latest > Open + LongestPause)
        {
            for (long closing = _latest - Open + 1; closing <= _latest; closing++)
            {
                CloseWindow(Math.Max(0, closing));
            }

            _latest = window;
            _lastUsed = window;
            return;
        }

        while (_latest < window)
        {
            _latest++;
            CloseWindow(Math.Max(0, _latest - Open));
        }
    }

    private void CloseWindow(long window)
    {
        int count = _ring[window % Open];
        _ring[window % Open] = 0;
        if (count > 0)
        {
            _windows += Math.Clamp(window - _lastUsed, 1, LongestPause);
            _lastUsed = window;
            _sum += count;
            _sumOfSquares += (double)count * count;
        }
    }

    // As if all windows were over, without closing them.
    private (long Windows, double Sum, double SumOfSquares) Close()
    {
        (long windows, double sum, double squares, long lastUsed) = (_windows, _sum, _sumOfSquares, _lastUsed);
        for (long window = Math.Max(0, _latest - Open + 1); window <= _latest; window++)
        {
            int count = _ring[window % Open];
            if (count > 0)
            {
                windows += Math.Clamp(window - lastUsed, 1, LongestPause);
                lastUsed = window;
                sum += count;
                squares += (double)count * count;
            }
        }

        return (windows, sum, squares);
    }
}
