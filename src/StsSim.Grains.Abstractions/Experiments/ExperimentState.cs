namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>Where an experiment stands.</summary>
[GenerateSerializer, Alias("stssim.ExperimentState")]
public enum ExperimentState
{
    Running,

    /// <summary>Every phase has had its time.</summary>
    Completed,

    /// <summary>Ended before its time: by somebody, or because what it was for is no more.</summary>
    Stopped,
}
