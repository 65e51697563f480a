namespace StsSim.LoadTests.Engine;

/// <summary>A stretch of load, in the words of NBomber.</summary>
internal abstract class LoadSimulation
{
    protected LoadSimulation(TimeSpan during)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(during, TimeSpan.Zero);
        During = during;
    }

    public TimeSpan During { get; }
}
