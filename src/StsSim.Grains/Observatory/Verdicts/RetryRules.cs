namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>The names of the generations of rules in verdicts.</summary>
internal static class RetryRules
{
    /// <summary>Before November 2026.</summary>
    public const string Old = "old";

    /// <summary>Under <c>AWS_NEW_RETRIES_2026</c>, the default from November 2026.</summary>
    public const string New = "new";
}
