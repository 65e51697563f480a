namespace StsSim.Operations.Observation;

/// <summary>What there was too much of where a gateway had no room for a request.</summary>
public enum ShedReason
{
    /// <summary>More connections than it serves.</summary>
    Connections,

    /// <summary>More bodies on their way than there is memory for.</summary>
    Memory,

    /// <summary>More requests than it can answer.</summary>
    Overload,
}
