namespace StsSim.LoadTests.Simulation;

/// <summary>How much of a computed delay is left to chance.</summary>
internal enum BackoffJitter
{
    None,

    /// <summary>The second half of it.</summary>
    Half,

    Full,
}
