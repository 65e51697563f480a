namespace StsSim.LoadTests.Engine;

/// <summary>A constant arrival rate.</summary>
internal sealed class Inject : ArrivalSimulation
{
    private readonly double _rate;

    public Inject(double ratePerSecond, TimeSpan during)
        : base(during)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratePerSecond);
        _rate = ratePerSecond;
    }

    public override double TotalArrivals => _rate * During.TotalSeconds;

    public override TimeSpan TimeOfArrival(double arrivals) => TimeSpan.FromSeconds(arrivals / _rate);
}
