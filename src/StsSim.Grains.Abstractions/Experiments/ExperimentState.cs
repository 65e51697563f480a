namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>Where an experiment stands. Stored by its number: new ones come last.</summary>
public enum ExperimentState
{
    Running,

    /// <summary>Every phase has had its time.</summary>
    Completed,

    /// <summary>Ended before its time: by somebody, or because what it was for is no more.</summary>
    Stopped,
}
