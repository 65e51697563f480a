namespace StsSim.LoadTests.Tests.Loopback;

/// <summary>A token bucket that can be resized while in use.</summary>
internal sealed class RegionBucket(double requestsPerSecond, double burst, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _rate = requestsPerSecond;
    private double _burst = burst;
    private double _tokens = burst;
    private long _filledAt = time.GetTimestamp();

    public void Change(double requestsPerSecond, double burst)
    {
        lock (_gate)
        {
            Fill();
            (_rate, _burst) = (requestsPerSecond, burst);
            _tokens = Math.Min(_tokens, burst);
        }
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            Fill();
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }

    private void Fill()
    {
        long now = time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + (time.GetElapsedTime(_filledAt, now).TotalSeconds * _rate));
        _filledAt = now;
    }
}
