namespace StsSim.Gateway.Control;

/// <summary>What is said of an admin token that somebody sent.</summary>
/// <param name="IsAccepted">Whether it is the token, and was looked at.</param>
/// <param name="RetryAfter">Where it was not even looked at: when the next may be sent.</param>
internal readonly record struct TokenVerdict(bool IsAccepted, TimeSpan? RetryAfter = null)
{
    public static TokenVerdict Accepted { get; } = new(IsAccepted: true);

    public static TokenVerdict Wrong { get; } = new(IsAccepted: false);
}
