namespace StsSim.LoadTests.Simulation;

/// <summary>Every pod is replaced once, evenly over a window; its successor begins without a session and asks for one.</summary>
internal sealed record RollingRestart(TimeSpan Begin, TimeSpan Window)
{
    public TimeSpan End => Begin + Window;
}
