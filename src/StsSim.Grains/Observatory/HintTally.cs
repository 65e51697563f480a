namespace StsSim.Grains.Observatory;

/// <summary>How retries kept to the delays that answers asked for, those of AWS's own header apart.</summary>
internal sealed class HintTally
{
    private const double EarlyMs = 10;
    private const double SlackMs = 5000;
    private const double LateMs = 1000;

    private readonly HintEvidence[] _hints = [new(IsAws: false, 0, 0, 0), new(IsAws: true, 0, 0, 0)];

    public IReadOnlyList<HintEvidence> Seen => [.. _hints.Where(hint => hint.Retries > 0)];

    /// <remarks>The new rules wait for x-amz-retry-after, but never more than five seconds longer than they would have: a longer hint binds no longer.</remarks>
    /// <param name="failed">Whose answer asked for a delay.</param>
    /// <param name="delay">What the client waited, in milliseconds.</param>
    /// <returns>Whether the retry came too early.</returns>
    public bool Retried(in SeenAttempt failed, double delay)
    {
        double asked = failed.IsAwsRetryAfter ? Math.Min(failed.RetryAfterMs, SlackMs) : failed.RetryAfterMs;
        bool isEarly = delay < asked - Math.Max(EarlyMs, asked / 100);
        bool isLate = delay > failed.RetryAfterMs + SlackMs + LateMs;
        ref HintEvidence hint = ref _hints[failed.IsAwsRetryAfter ? 1 : 0];
        hint = hint.Plus(new HintEvidence(hint.IsAws, Retries: 1, isEarly ? 1 : 0, isLate ? 1 : 0) { LeastMs = failed.RetryAfterMs, MostMs = failed.RetryAfterMs });
        return isEarly;
    }

    public void Add(HintTally other)
    {
        for (int hint = 0; hint < _hints.Length; hint++)
        {
            _hints[hint] = _hints[hint].Plus(other._hints[hint]);
        }
    }
}
