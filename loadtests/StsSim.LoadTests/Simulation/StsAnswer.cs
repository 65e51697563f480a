namespace StsSim.LoadTests.Simulation;

internal enum StsAnswer
{
    Issued,

    /// <summary>400 <c>Throttling</c>.</summary>
    Throttled,

    /// <summary>503, as in an outage.</summary>
    Unavailable,
}
