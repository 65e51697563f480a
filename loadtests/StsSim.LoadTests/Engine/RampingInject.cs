namespace StsSim.LoadTests.Engine;

/// <summary>An arrival rate that moves in a straight line from one value to another.</summary>
internal sealed class RampingInject : ArrivalSimulation
{
    private readonly double _from;
    private readonly double _to;

    public RampingInject(double fromPerSecond, double toPerSecond, TimeSpan during)
        : base(during)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(toPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fromPerSecond + toPerSecond);
        _from = fromPerSecond;
        _to = toPerSecond;
    }

    /// <summary>The rate that it ends at.</summary>
    public double ToPerSecond => _to;

    public override double TotalArrivals => (_from + _to) / 2 * During.TotalSeconds;

    public override TimeSpan TimeOfArrival(double arrivals)
    {
        if (arrivals <= 0)
        {
            return TimeSpan.Zero;
        }

        // Arrivals by t are from*t + slope*t^2/2. This form of the root loses no digits when the slope is near zero.
        double slope = (_to - _from) / During.TotalSeconds;
        double root = Math.Sqrt(Math.Max(0, (_from * _from) + (2 * slope * arrivals)));
        return TimeSpan.FromSeconds(2 * arrivals / (_from + root));
    }
}
