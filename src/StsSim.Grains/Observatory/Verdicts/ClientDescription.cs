using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What a group does, in a sentence.</summary>
internal static class ClientDescription
{
    // Less than that of likelihood for each delay is not worth a shape of its own where a documented one fits too.
    private const double Close = 0.25;

    public static string Of(ClientProfile profile)
    {
        long calls = (long)profile.Figure(ClientFigure.Invocations);
        if (!profile.HasRetried)
        {
            long failed = (long)profile.Figure(ClientFigure.GivenUp);
            string made = calls == 1 ? "Made 1 call" : $"Made {calls:N0} calls";
            return profile.RetriesAreOff ? $"{made}, each of one attempt: its retries are turned off."
                : failed == 0 ? $"{made}, none of which had to be retried."
                : $"{made} and retried none of the {failed:N0} that failed.";
        }

        int most = MostAttempts(profile);
        string attempts = $"up to {most} attempts";
        if (profile.IsRecognised)
        {
            CandidatePolicy likeliest = profile.Likeliest!;
            if (likeliest.Fit is null)
            {
                return $"Retries, too seldom to tell how; {attempts}.";
            }

            if (profile.Plausible.Any(candidate => !candidate.IsRefuted))
            {
                RetryPolicy policy = profile.Plausible.First(candidate => !candidate.IsRefuted && (candidate == likeliest || likeliest.IsRefuted)).Policy;
                string rules = profile.Generation.Generation is { } generation && policy.Mode != RetryPolicies.Legacy ? $" by the {generation} rules" : "";
                return $"Retries like the {policy.Mode} mode of its SDK{rules}: {attempts}, {policy.Backoff.InWords()}.";
            }

            return $"Says it is {profile.Evidence.Group.Name}, but {Waits(profile)} and makes {attempts}.";
        }

        string waits = Waits(profile);
        return $"{char.ToUpperInvariant(waits[0])}{waits[1..]} and makes {attempts}.";
    }

    /// <returns>What expectations on its delays are best taken from; <see langword="null"/> where nothing fits.</returns>
    public static PolicyFit? BestFit(ClientProfile profile)
    {
        PolicyFit[] fitting = [.. profile.Fits.Where(fit => fit.Fits)];
        return fitting.FirstOrDefault(fit => fit.Policy.IsDocumented && fit.LogLikelihood >= fitting[0].LogLikelihood - (Close * fit.Delays)) ?? fitting.FirstOrDefault();
    }

    private static string Waits(ClientProfile profile)
    {
        if (profile.DelayCount == 0)
        {
            return "retries without waiting for an answer";
        }

        double middle = profile.Delays.Sum(delays => delays.Total * delays.Quantile(0.5)) / profile.DelayCount;
        if (middle < 5)
        {
            return "retries at once";
        }

        return BestFit(profile)?.Policy switch
        {
            { IsDocumented: true } policy => $"waits as in the rules of {policy.Name} ({policy.InWords()})",
            { Name: BackoffShapes.FixedDelay } => $"waits about {DurationText.About(middle)} before each retry, without jitter,",
            { Name: BackoffShapes.NoDelay } => $"waits about {DurationText.About(middle)} before each retry, hardly on purpose,",
            { Name: BackoffShapes.RandomDelay } policy => $"waits up to about {DurationText.About(policy.Transient.BaseMs)} before each retry, at random,",
            { } policy => $"waits by {policy.InWords()}",
            null => $"waits {DurationText.About(Quantile(profile, 0.25))} to {DurationText.About(Quantile(profile, 0.75))} before half of its retries, by no rule that is known,",
        };
    }

    private static double Quantile(ClientProfile profile, double share) => profile.Delays.Sum(delays => delays.Total * delays.Quantile(share)) / profile.DelayCount;

    private static int MostAttempts(ClientProfile profile)
    {
        IReadOnlyList<long> byAttempts = profile.Evidence.AttemptsPerInvocation;
        int seen = byAttempts.Count - byAttempts.Reverse().TakeWhile(invocations => invocations == 0).Count();
        return Math.Max(seen, profile.Evidence.BeyondMaximum > 0 ? 0 : profile.Evidence.SaidMaximum);
    }
}
