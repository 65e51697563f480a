namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Rules that a group may follow, and how its delays compare with them.</summary>
/// <param name="Fit"><see langword="null"/> where there are too few delays.</param>
internal sealed record CandidatePolicy(RetryPolicy Policy, PolicyFit? Fit)
{
    /// <summary>Whether the delays exclude it. A rate limiter may lengthen any delay, so there only shorter ones do.</summary>
    public bool IsRefuted => Fit is not null && (Policy.IsAdaptive ? Fit.IsTooFast : Fit.IsRefuted);
}
