namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What an SDK documents of its retries, in one retry mode and by one generation of rules.</summary>
internal sealed record RetryPolicy
{
    /// <summary>The SDK as people call it, e.g. <c>JavaScript</c>.</summary>
    public required string Sdk { get; init; }

    /// <summary><c>legacy</c>, <c>standard</c> or <c>adaptive</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>One of <see cref="RetryRules"/>.</summary>
    public required string Generation { get; init; }

    /// <summary>Attempts at most, the first included, unless it is configured otherwise.</summary>
    public required int MaximumAttempts { get; init; }

    public required BackoffPolicy Backoff { get; init; }

    /// <summary><see langword="null"/> where retries are not rationed.</summary>
    public RetryCosts? Quota { get; init; }

    /// <summary>What it retries and what not.</summary>
    public required RetryableErrors Errors { get; init; }

    /// <summary>Whether it heeds <c>x-amz-retry-after</c>: waits clamp(hint, t, t + 5 s), where t is its own delay.</summary>
    public bool HeedsAwsRetryAfter { get; init; }

    /// <summary>Whether it heeds <c>Retry-After</c>.</summary>
    public bool HeedsRetryAfter { get; init; }

    /// <summary>Whether its rate limiter fails calls in place of holding them back.</summary>
    public bool FailsWhenHeldBack { get; init; }

    /// <summary>
    /// Whether all clients of a process pay retries from one quota, and not each client object from its own: so it is in the SDK
    /// for .NET (aws-sdk-net, the capacity manager of its retry policies is static, by endpoint), and seen of version 4.0.101.
    /// </summary>
    public bool QuotaIsOfProcess => Sdk == ".NET";

    /// <summary>Whether this mode is the SDK's own choice by these rules.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Where it is documented.</summary>
    public required string Source { get; init; }

    /// <summary>Whether a client-side rate limiter may lengthen any delay.</summary>
    public bool IsAdaptive => Mode == "adaptive";

    public string Name => $"{Sdk} {Mode}, {Generation} rules";
}
