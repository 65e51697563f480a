using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Clocks;

/// <summary>Reads a clock as world files, experiments and the control API write it: <c>{"sessionTimeScale": 60, "skewSeconds": 0}</c>.</summary>
public static class ClockSettingsReader
{
    private const double SlowestScale = 0.001;
    private const double FastestScale = 100_000;
    private const double MostSkewSeconds = 10 * 366 * 86_400.0;

    /// <summary>The clock; a member that is not named is as in the real one.</summary>
    public static ClockSettings Read(JsonCursor cursor)
    {
        cursor.IsObject("sessionTimeScale", "skewSeconds");
        return new ClockSettings(
            cursor.OptionalNumber("sessionTimeScale", SlowestScale, FastestScale) ?? ClockSettings.Real.SessionTimeScale,
            cursor.OptionalNumber("skewSeconds", -MostSkewSeconds, MostSkewSeconds) ?? ClockSettings.Real.SkewSeconds);
    }
}
