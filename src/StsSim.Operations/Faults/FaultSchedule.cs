using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>
/// <c>"schedule": {"startAfterSeconds": 10, "periodSeconds": 60, "activeSeconds": 15, "rampSeconds": 30}</c>: when a rule
/// strikes, counted from when it was put. It starts late, is on for a part of each period, and strikes ever more of its
/// requests until its ramp is over.
/// </summary>
public sealed record FaultSchedule(TimeSpan StartAfter, TimeSpan? Period, TimeSpan Active, TimeSpan Ramp)
{
    private const double MostSeconds = 30 * 86_400;

    public static FaultSchedule Read(JsonCursor cursor)
    {
        cursor.IsObject("startAfterSeconds", "periodSeconds", "activeSeconds", "rampSeconds");
        TimeSpan? period = ReadSeconds(cursor, "periodSeconds", least: 0.001);
        TimeSpan? active = ReadSeconds(cursor, "activeSeconds", least: 0);
        if (period is null != active is null)
        {
            cursor.Error("needs periodSeconds and activeSeconds, or neither");
        }
        else if (active > period)
        {
            cursor.At($"{cursor.Path}.activeSeconds", default).Error("must not be more than periodSeconds");
        }

        return new FaultSchedule(
            ReadSeconds(cursor, "startAfterSeconds", least: 0) ?? TimeSpan.Zero,
            period,
            active ?? TimeSpan.Zero,
            ReadSeconds(cursor, "rampSeconds", least: 0) ?? TimeSpan.Zero);
    }

    /// <summary>The share of requests that can be struck so long after the rule was put: 0 while it is off, 1 once the ramp is over.</summary>
    public double ShareAt(TimeSpan age)
    {
        TimeSpan since = age - StartAfter;
        if (since < TimeSpan.Zero || (Period is { } period && since.Ticks % period.Ticks >= Active.Ticks))
        {
            return 0;
        }

        return since >= Ramp ? 1 : since / Ramp;
    }

    private static TimeSpan? ReadSeconds(JsonCursor cursor, string name, double least) =>
        cursor.OptionalNumber(name, least, MostSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
