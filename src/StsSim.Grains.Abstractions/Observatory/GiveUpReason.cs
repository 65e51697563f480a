namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>Why an invocation ended without success.</summary>
public enum GiveUpReason
{
    /// <summary>All attempts that the client makes at most were made.</summary>
    Exhausted,

    /// <summary>The error was one that another attempt does not mend.</summary>
    Terminal,

    /// <summary>Another attempt was due and never came: the client's retry quota was spent, it had a deadline, or it is no more.</summary>
    Silent,
}
