namespace StsSim.LoadTests.Engine;

/// <summary>A stretch without arrivals.</summary>
internal sealed class Pause(TimeSpan during) : ArrivalSimulation(during)
{
    public override double TotalArrivals => 0;

    public override TimeSpan TimeOfArrival(double arrivals) => During;
}
