namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What part of a delay is left to chance.</summary>
internal enum JitterKind
{
    /// <summary>None: the delay is always the same.</summary>
    None,

    /// <summary>The upper half, from half of the delay to all of it; also called equal jitter.</summary>
    Half,

    /// <summary>All of it, from nothing to the whole delay.</summary>
    Full,
}
