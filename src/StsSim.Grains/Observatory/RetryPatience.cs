using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>How long to wait for another attempt before an invocation counts as given up.</summary>
internal static class RetryPatience
{
    // The longest delay of every SDK is 20 s, and 5 s above what an answer asked for (specifications 2.0 and 2.1).
    private const double LongestDelaySeconds = 20;
    private const double HintSlackSeconds = 5;

    // For timers, connections and slow clients.
    private const double SlackSeconds = 2;

    /// <param name="last">The last attempt that came.</param>
    public static TimeSpan After(ClientGroup group, in SeenAttempt last)
    {
        double delay = HasDocumentedBackoff(group) ? Math.Min(LongestDelaySeconds, Math.Pow(2, Math.Min(last.Number, 10))) : LongestDelaySeconds;
        double asked = last.RetryAfterMs > 0 ? (last.RetryAfterMs / 1000.0) + HintSlackSeconds : 0;
        return TimeSpan.FromSeconds(Math.Max(delay, asked) + SlackSeconds);
    }

    // A delay before retry k of at most 2^k seconds. Adaptive clients wait for their rate limiter besides, and of others nothing is known.
    private static bool HasDocumentedBackoff(ClientGroup group) =>
        !group.IsInferred && group.RetryMode is "legacy" or "standard";
}
