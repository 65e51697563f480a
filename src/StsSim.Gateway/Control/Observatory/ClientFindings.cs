using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>What to say of a group first, and what to do about it: from its verdicts, and from figures that no verdict is about.</summary>
internal static class ClientFindings
{
    // Fewer say nothing about a habit.
    private const double FewestRetries = 20;
    private const double FewestRefreshes = 5;

    private const double MostInStep = 0.6;
    private const double MostUncached = 0.5;
    private const double BurdensomeAmplification = 1.2;

    /// <summary>Those that matter most first.</summary>
    public static IEnumerable<ClientFinding> Of(ClientGroupReport report, string name) =>
        report.Verdicts
            .Where(verdict => verdict.Outcome is VerdictOutcome.Deviates or VerdictOutcome.AgainstPractice)
            .Select(verdict => new ClientFinding(
                name, verdict.Outcome, verdict.Rule, verdict.Explanation, RemedyOf(verdict.Rule, verdict.Outcome == VerdictOutcome.Deviates)))
            .OrderBy(finding => finding.Outcome == VerdictOutcome.Deviates ? 0 : 1)
            .Concat(OfFigures(report, name));

    private static IEnumerable<ClientFinding> OfFigures(ClientGroupReport report, string name)
    {
        double Figure(ClientFigure figure) => report.Figures[figure] ?? 0;

        if (report.Group.RetryMode == "legacy" && Figure(ClientFigure.Retries) >= FewestRetries && Figure(ClientFigure.Amplification) >= BurdensomeAmplification)
        {
            yield return Note(name, "retry mode", $"It runs in the mode legacy, and its retries made {FigureText.Ratio(Figure(ClientFigure.Amplification))} attempts of each call.",
                "Set AWS_RETRY_MODE=standard, or retry_mode in its profile: fewer attempts, and a retry quota that ends them in an outage.");
        }

        if (Figure(ClientFigure.Retries) >= FewestRetries && Figure(ClientFigure.Synchronisation) >= MostInStep)
        {
            yield return Note(name, "synchronisation", $"Its retries keep step with each other ({FigureText.Ratio(Figure(ClientFigure.Synchronisation))} of 1).",
                "Full jitter spreads them: wait a random time between nothing and the delay.");
        }

        if (Figure(ClientFigure.Refreshes) >= FewestRefreshes && Figure(ClientFigure.UncachedRate) >= MostUncached)
        {
            yield return Note(name, "session reuse", $"It takes new sessions while the old ones are good: {FigureText.Share(Figure(ClientFigure.UncachedRate))} of {FigureText.Count(Figure(ClientFigure.Refreshes))} came in the first half of the earlier one's life.",
                "Keep a session until shortly before its end, as the SDKs' credential providers do, and share it among clients.");
        }
    }

    // Not a verdict: no document says so of this SDK.
    private static ClientFinding Note(string name, string rule, string observed, string remedy) => new(name, VerdictOutcome.Described, rule, observed, remedy);

    private static string? RemedyOf(string rule, bool isSdk) => rule switch
    {
        "attempts" when isSdk => "Look for a loop around the SDK, or a retry strategy in place of its own.",
        "attempts" => "Stop after a few attempts: SDKs make three.",
        "backoff" when isSdk => "Look for what replaces the SDK's delays: a retry strategy, a longest delay, an interceptor. Its own standard mode needs none.",
        "backoff" => "Wait longer with every retry, at random between nothing and min(20 s, 1 s · 2^k); the standard mode of an AWS SDK does.",
        "jitter" => "Add full jitter: wait a random time between nothing and the delay, as the standard mode of every AWS SDK does.",
        "retries-retryable" => "Look for a deadline that ends calls early, or for a list of retryable errors that is not the SDK's.",
        "no-retry-of-terminal" => "Retry throttling, answers of 500 and above and broken connections, and give up all else at once.",
        "retry-after" => "Do not try again before the time that the answer names.",
        "retry-quota" => "Share one client object, so that its retry quota counts, and let no layer above retry what it has given up.",
        "layered-retries" => "Retry in one layer: leave it to the SDK, or give the SDK one attempt (AWS_MAX_ATTEMPTS=1) and retry above it.",
        _ => null,
    };
}
