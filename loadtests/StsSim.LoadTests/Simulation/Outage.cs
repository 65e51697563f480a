namespace StsSim.LoadTests.Simulation;

/// <summary>A stretch of time in which every request is answered 503.</summary>
/// <param name="To">The first moment after it.</param>
internal readonly record struct Outage(TimeSpan From, TimeSpan To)
{
    public bool Covers(TimeSpan moment) => moment >= From && moment < To;
}
