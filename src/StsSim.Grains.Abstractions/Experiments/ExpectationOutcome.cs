namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>What became of an expectation.</summary>
public enum ExpectationOutcome
{
    /// <summary>What it is about is not over yet.</summary>
    Pending,
    Held,
    Broken,
}
