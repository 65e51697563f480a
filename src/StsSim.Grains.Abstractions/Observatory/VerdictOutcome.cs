namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What a rule says of a group of clients.</summary>
public enum VerdictOutcome
{
    /// <summary>It does as its SDK's documentation says, or as good practice asks.</summary>
    Conforms,

    /// <summary>It is a known SDK and does otherwise than that documents.</summary>
    Deviates,

    /// <summary>It is no known SDK, and does otherwise than AWS and RFCs advise every client; or the application above a known one does.</summary>
    AgainstPractice,

    /// <summary>It is no known SDK: this is what it does, and no rule is about it.</summary>
    Described,

    /// <summary>Too little was seen to tell.</summary>
    Undecided,
}
