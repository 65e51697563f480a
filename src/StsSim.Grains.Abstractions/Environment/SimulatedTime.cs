namespace StsSim.Grains.Abstractions.Environment;

/// <summary>
/// The clock of the simulated world: a <see cref="TimeProvider"/> registered under <see cref="Key"/>, apart from the
/// host's own. Orleans keeps to the real one, for it would take a leap of this clock for a silo that stood still, and
/// end the process.
/// </summary>
public static class SimulatedTime
{
    public const string Key = "stssim.time";
}
