using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Grains.Experiments;

/// <summary>How an experiment's time is cut into slots: a second each, or more where that would be too many to keep.</summary>
internal static class TimelineGrid
{
    /// <summary>About as many slots as an experiment has at most, however long it is; each phase begins a new one.</summary>
    public const int Slots = 600;

    private static readonly int[] WidthsInSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

    public static TimeSpan WidthFor(ExperimentDefinition definition) => WidthsInSeconds
        .Select(seconds => TimeSpan.FromSeconds(seconds))
        .FirstOrDefault(width => definition.Duration / width <= Slots, definition.Duration / Slots);

    /// <summary>How many slots a phase has.</summary>
    public static int CountFor(PhaseDefinition phase, TimeSpan width) => Math.Max(1, (int)Math.Ceiling(phase.Duration / width));
}
