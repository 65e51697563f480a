namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>Where a phase stands.</summary>
public enum PhaseState
{
    Pending,
    Running,
    Completed,

    /// <summary>The experiment was stopped in it.</summary>
    Stopped,

    /// <summary>Its time passed while no silo ran the experiment, or the experiment was stopped before.</summary>
    Skipped,
}
