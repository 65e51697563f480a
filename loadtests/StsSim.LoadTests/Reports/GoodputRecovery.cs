using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Reports;

/// <summary>When, after a phase began, a group got again what it asked for, and went on getting it.</summary>
internal static class GoodputRecovery
{
    private const double Share = 0.9;

    // One second proves little: an answer that comes in the next one is missing in this.
    private const int SlotsToBelieve = 5;

    /// <summary>Since the start of the phase; null where it never came, or did not stay.</summary>
    public static TimeSpan? TimeOf(RunResult result, GroupResult group, Phase phase)
    {
        TimelineSlot[] slots = [.. group.Timeline.Where(slot => slot.Start >= phase.Start && slot.Start + result.SlotWidth <= phase.End)];
        int width = Math.Min(SlotsToBelieve, slots.Length);
        TimeSpan? recovered = null;
        for (int index = slots.Length - width; width > 0 && index >= 0; index--)
        {
            ArraySegment<TimelineSlot> window = new(slots, index, width);
            if (window.Sum(slot => slot.Ok) < Share * window.Sum(slot => slot.Offered))
            {
                break;
            }

            recovered = slots[index].Start - phase.Start;
        }

        return recovered;
    }
}
