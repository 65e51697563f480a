namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>
/// One request as a gateway saw it, over once its answer was sent or its connection was gone. Told to nobody before, it
/// changes no more until its grain has counted it: who is told keeps nothing of it, and the gateway notes another request in it.
/// </summary>
[GenerateSerializer, Immutable, Alias("stssim.ObservedAttempt")]
public sealed class ObservedAttempt
{
    /// <summary>Its index in <see cref="ObservedBatch.Clients"/>.</summary>
    [Id(0)] public int Client { get; set; }

    /// <summary>Its index in <see cref="ObservedBatch.Segments"/>; -1 outside of experiments.</summary>
    [Id(1)] public int Segment { get; set; }

    /// <summary>What the attempts of one invocation share: the id that the client sent; empty where it sent none.</summary>
    [Id(2)] public Guid Invocation { get; set; }

    /// <summary>The same for requests that ask for the same thing, signature and dates left out.</summary>
    [Id(3)] public ulong Fingerprint { get; set; }

    /// <summary>The number of the attempt, from 1, as the client counts; 1 where it does not say.</summary>
    [Id(4)] public int Attempt { get; set; }

    /// <summary>How many attempts the client says it makes at most; 0 where it does not say.</summary>
    [Id(5)] public int MaximumAttempts { get; set; }

    [Id(6)] public string Operation { get; set; } = "";

    /// <summary>The error code, or <c>OK</c>.</summary>
    [Id(7)] public string Code { get; set; } = "";

    [Id(8)] public int Status { get; set; }

    [Id(9)] public AttemptOutcome Outcome { get; set; }

    /// <summary>In ticks of UTC.</summary>
    [Id(10)] public long ArrivedAt { get; set; }

    /// <summary>From arrival until the answer was sent, in ticks.</summary>
    [Id(11)] public long Duration { get; set; }

    /// <summary>The fault rule that met it, or <see langword="null"/>.</summary>
    [Id(12)] public string? FaultId { get; set; }

    /// <summary>The bucket that refused it, or <see langword="null"/>.</summary>
    [Id(13)] public string? ThrottledBy { get; set; }

    /// <summary>What the answer asked the client to wait, in milliseconds; 0 where it did not.</summary>
    [Id(14)] public int RetryAfterMs { get; set; }

    /// <summary>Whether that was said in <c>x-amz-retry-after</c>, and not in <c>Retry-After</c>.</summary>
    [Id(15)] public bool IsAwsRetryAfter { get; set; }

    /// <summary>When the session that it issued ends, as the client was told, in ticks of UTC; 0 where it issued none.</summary>
    [Id(16)] public long SessionExpiresAt { get; set; }

    /// <summary>The same for sessions of the same kind: of a role, a federated user, a principal; 0 where it issued none.</summary>
    [Id(17)] public ulong SessionSubject { get; set; }

    /// <summary>Forgets the request, to the last member: a test fills them all and looks.</summary>
    public void Reset()
    {
        Client = default;
        Segment = default;
        Invocation = default;
        Fingerprint = default;
        Attempt = default;
        MaximumAttempts = default;
        Operation = "";
        Code = "";
        Status = default;
        Outcome = default;
        ArrivedAt = default;
        Duration = default;
        FaultId = default;
        ThrottledBy = default;
        RetryAfterMs = default;
        IsAwsRetryAfter = default;
        SessionExpiresAt = default;
        SessionSubject = default;
    }
}
