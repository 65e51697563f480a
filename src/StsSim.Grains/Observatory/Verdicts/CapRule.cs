namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>How the longest delay limits those that grow beyond it.</summary>
internal enum CapRule
{
    /// <summary>It is what jitter is applied to: the delay still varies.</summary>
    BeforeJitter,

    /// <summary>What jitter has made is cut off there: many delays are exactly the longest.</summary>
    AfterJitter,

    /// <summary>Delays that could be longer are the longest, without jitter.</summary>
    InsteadOfJitter,
}
