namespace StsSim.LoadTests.Simulation;

/// <summary>A rest of a length that is drawn evenly between two.</summary>
internal sealed record HoldBack(TimeSpan Shortest, TimeSpan Longest)
{
    public TimeSpan Draw(Random random) => Shortest + ((Longest - Shortest) * random.NextDouble());
}
