using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>
/// When goodput was back to what it had been, and stayed: the first slot from which on it is at least 95% of the
/// baseline. Each is judged by the mean of the five seconds that begin with it, for a single second of random arrivals says
/// little; what is shorter than that is judged as a whole.
/// </summary>
internal static class GoodputRecovery
{
    private const double Share = 0.95;
    private const double WindowSeconds = 5;

    /// <summary>The seconds until then, counted from the first slot; <see langword="null"/> where it never came.</summary>
    /// <param name="slots">In order, without gaps.</param>
    /// <param name="baseline">Successes a second.</param>
    public static double? SecondsUntil(IReadOnlyList<TimelineSlot> slots, double baseline)
    {
        int judged = LastFullWindow(slots) + 1;
        int recovered = judged;
        while (recovered > 0 && GoodputFrom(slots, recovered - 1) >= Share * baseline)
        {
            recovered--;
        }

        return slots.Count == 0 || recovered == judged ? null : Math.Round(slots[recovered].AtSeconds - slots[0].AtSeconds, 3);
    }

    private static int LastFullWindow(IReadOnlyList<TimelineSlot> slots)
    {
        double seconds = 0;
        for (int slot = slots.Count - 1; slot > 0; slot--)
        {
            seconds += slots[slot].Seconds;
            if (seconds >= WindowSeconds)
            {
                return slot;
            }
        }

        return 0;
    }

    private static double GoodputFrom(IReadOnlyList<TimelineSlot> slots, int first)
    {
        double ok = 0;
        double seconds = 0;
        for (int slot = first; slot < slots.Count && seconds < WindowSeconds; slot++)
        {
            ok += slots[slot].Counts.Ok;
            seconds += slots[slot].Seconds;
        }

        return seconds > 0 ? ok / seconds : 0;
    }
}
