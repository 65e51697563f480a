namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>
/// One request as a gateway saw it, over once its answer was sent or its connection was gone. Told to nobody before, it
/// changes no more until its grain has counted it: who is told keeps nothing of it, and the gateway notes another request in it.
/// </summary>
[GenerateSerializer, Immutable, Alias("stssim.ObservedAttempt")]
public sealed class ObservedAttempt
{
    [NonSerialized]
    private Seen _seen;

    /// <summary>Its index in <see cref="ObservedBatch.Clients"/>.</summary>
    [Id(0)]
    public int Client
    {
        get => _seen.Client;
        set => _seen.Client = value;
    }

    /// <summary>Its index in <see cref="ObservedBatch.Segments"/>; -1 outside of experiments.</summary>
    [Id(1)]
    public int Segment
    {
        get => _seen.Segment;
        set => _seen.Segment = value;
    }

    /// <summary>What the attempts of one invocation share: the id that the client sent; empty where it sent none.</summary>
    [Id(2)]
    public Guid Invocation
    {
        get => _seen.Invocation;
        set => _seen.Invocation = value;
    }

    /// <summary>The same for requests that ask for the same thing, signature and dates left out.</summary>
    [Id(3)]
    public ulong Fingerprint
    {
        get => _seen.Fingerprint;
        set => _seen.Fingerprint = value;
    }

    /// <summary>The number of the attempt, from 1, as the client counts; 1 where it does not say.</summary>
    [Id(4)]
    public int Attempt
    {
        get => _seen.Attempt;
        set => _seen.Attempt = value;
    }

    /// <summary>How many attempts the client says it makes at most; 0 where it does not say.</summary>
    [Id(5)]
    public int MaximumAttempts
    {
        get => _seen.MaximumAttempts;
        set => _seen.MaximumAttempts = value;
    }

    [Id(6)]
    public string Operation
    {
        get => _seen.Operation ?? "";
        set => _seen.Operation = value;
    }

    /// <summary>The error code, or <c>OK</c>.</summary>
    [Id(7)]
    public string Code
    {
        get => _seen.Code ?? "";
        set => _seen.Code = value;
    }

    [Id(8)]
    public int Status
    {
        get => _seen.Status;
        set => _seen.Status = value;
    }

    [Id(9)]
    public AttemptOutcome Outcome
    {
        get => _seen.Outcome;
        set => _seen.Outcome = value;
    }

    /// <summary>In ticks of UTC.</summary>
    [Id(10)]
    public long ArrivedAt
    {
        get => _seen.ArrivedAt;
        set => _seen.ArrivedAt = value;
    }

    /// <summary>From arrival until the answer was sent, in ticks.</summary>
    [Id(11)]
    public long Duration
    {
        get => _seen.Duration;
        set => _seen.Duration = value;
    }

    /// <summary>The fault rule that met it, or <see langword="null"/>.</summary>
    [Id(12)]
    public string? FaultId
    {
        get => _seen.FaultId;
        set => _seen.FaultId = value;
    }

    /// <summary>The bucket that refused it, or <see langword="null"/>.</summary>
    [Id(13)]
    public string? ThrottledBy
    {
        get => _seen.ThrottledBy;
        set => _seen.ThrottledBy = value;
    }

    /// <summary>What the answer asked the client to wait, in milliseconds; 0 where it did not.</summary>
    [Id(14)]
    public int RetryAfterMs
    {
        get => _seen.RetryAfterMs;
        set => _seen.RetryAfterMs = value;
    }

    /// <summary>Whether that was said in <c>x-amz-retry-after</c>, and not in <c>Retry-After</c>.</summary>
    [Id(15)]
    public bool IsAwsRetryAfter
    {
        get => _seen.IsAwsRetryAfter;
        set => _seen.IsAwsRetryAfter = value;
    }

    /// <summary>When the session that it issued ends, as the client was told, in ticks of UTC; 0 where it issued none.</summary>
    [Id(16)]
    public long SessionExpiresAt
    {
        get => _seen.SessionExpiresAt;
        set => _seen.SessionExpiresAt = value;
    }

    /// <summary>The same for sessions of the same kind: of a role, a federated user, a principal; 0 where it issued none.</summary>
    [Id(17)]
    public ulong SessionSubject
    {
        get => _seen.SessionSubject;
        set => _seen.SessionSubject = value;
    }

    /// <summary>Forgets the request.</summary>
    public void Reset() => _seen = default;

    private struct Seen
    {
        public int Client;
        public int Segment;
        public Guid Invocation;
        public ulong Fingerprint;
        public int Attempt;
        public int MaximumAttempts;
        public string? Operation;
        public string? Code;
        public int Status;
        public AttemptOutcome Outcome;
        public long ArrivedAt;
        public long Duration;
        public string? FaultId;
        public string? ThrottledBy;
        public int RetryAfterMs;
        public bool IsAwsRetryAfter;
        public long SessionExpiresAt;
        public ulong SessionSubject;
    }
}
