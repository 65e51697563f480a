namespace StsSim.LoadTests.Engine;

/// <summary>
/// A stretch of offered load in the open model: how many invocations should have started by a moment,
/// whatever became of the earlier ones.
/// </summary>
internal abstract class ArrivalSimulation(TimeSpan during) : LoadSimulation(during)
{
    /// <summary>Expected number of arrivals over the whole stretch.</summary>
    public abstract double TotalArrivals { get; }

    /// <summary>The moment, since the start of the stretch, by which this many arrivals are expected.</summary>
    public abstract TimeSpan TimeOfArrival(double arrivals);
}
