namespace StsSim.LoadTests.Engine;

/// <summary>
/// A stretch of load in the closed model: how many callers are at work, each beginning again as soon as it has its answer.
/// Right for a pool of workers; it slows down with the target, and so hides what an open model shows.
/// </summary>
internal abstract class CopiesSimulation(TimeSpan during) : LoadSimulation(during)
{
    public abstract int MostCopies { get; }

    /// <param name="moment">Since the start of the stretch.</param>
    public abstract int CopiesAt(TimeSpan moment);
}
