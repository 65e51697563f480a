namespace StsSim.Operations.Faults.Effects;

/// <summary>What the Content-Length of a truncated answer says.</summary>
public enum TruncatedLength
{
    /// <summary>What is sent.</summary>
    Cut,

    /// <summary>What should have been sent.</summary>
    Whole,
}
