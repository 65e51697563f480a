namespace StsSim.LoadTests.Simulation;

/// <summary>What can be planned for a pod.</summary>
internal enum PodMoment
{
    /// <summary>A use of the session that notices that it is due for renewal.</summary>
    Use,

    Send,

    Answer,

    Expiry,

    Restart,
}
