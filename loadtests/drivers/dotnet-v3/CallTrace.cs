namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>
/// What one call did on the wire, renewals of the session it is signed with included. It travels with the asynchronous
/// flow down to <see cref="AttemptObserver"/>.
/// </summary>
internal sealed class CallTrace(long id, AnswerLines lines)
{
    private static readonly AsyncLocal<CallTrace?> Flow = new();

    // Those that AWS SDKs agree to treat as throttling.
    private static readonly HashSet<string> ThrottlingCodes = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
        "PriorRequestNotComplete", "EC2ThrottledException",
    };

    private readonly Lock _gate = new();
    private readonly HashSet<string> _attempts = new(StringComparer.Ordinal);

    public static CallTrace? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public long Id => id;

    /// <summary>By the SDK's own numbering: what the transport repeats counts once.</summary>
    public int Attempts { get; private set; }

    public int Throttles { get; private set; }

    /// <summary>The code of the last answer if that was throttling.</summary>
    public string? LastThrottling { get; private set; }

    /// <param name="attempt">What tells it from the call's other attempts.</param>
    public void Sent(string attempt)
    {
        lock (_gate)
        {
            Attempts += _attempts.Add(attempt) ? 1 : 0;
        }

        lines.Wire(id, "sent");
    }

    public void Answered(string? code)
    {
        bool throttled = code is not null && ThrottlingCodes.Contains(code);
        lock (_gate)
        {
            LastThrottling = throttled ? code : null;
            Throttles += throttled ? 1 : 0;
        }

        if (throttled)
        {
            lines.Wire(id, "throttled");
        }
    }
}
