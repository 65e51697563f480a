namespace StsSim.Comparisons.Soak;

/// <summary>What a soak says about something that should not grow.</summary>
internal enum SoakVerdict
{
    /// <summary>It grows by no more than the limit.</summary>
    Flat,

    /// <summary>It grows by more than the limit, and that is not chance.</summary>
    Grows,

    /// <summary>Samples scatter too much to tell: a longer soak would.</summary>
    Undecided,
}
