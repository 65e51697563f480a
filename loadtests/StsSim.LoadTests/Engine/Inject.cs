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

    // Rounded, so that what a rate was divided by comes back whole.
    public override double TotalArrivals => Math.Round(_rate * During.TotalSeconds, 6);

    public override TimeSpan TimeOfArrival(double arrivals) => TimeSpan.FromSeconds(arrivals / _rate);
}
