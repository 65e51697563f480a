namespace StsSim.LoadTests.Simulation;

/// <summary>When a pod uses its session: at even intervals, reckoned and not played, for of most uses nothing comes.</summary>
internal readonly record struct UseSchedule(TimeSpan First, TimeSpan Every)
{
    /// <summary>The first use at a moment or after it.</summary>
    public TimeSpan FirstFrom(TimeSpan moment) => First + (Every * CountBefore(moment));

    /// <summary>How many uses there are before a moment.</summary>
    public long CountBefore(TimeSpan moment)
    {
        long since = (moment - First).Ticks;
        return since <= 0 ? 0 : ((since - 1) / Every.Ticks) + 1;
    }
}
