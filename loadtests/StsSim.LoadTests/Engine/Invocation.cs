namespace StsSim.LoadTests.Engine;

/// <summary>One logical call: when it should have started and when it did, both since the start of the run.</summary>
internal readonly record struct Invocation(int Number, TimeSpan IntendedStart, TimeSpan ActualStart)
{
    public TimeSpan Lag => ActualStart - IntendedStart;
}
