namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>
/// What is measured of a group of clients, in a phase of an experiment or in all. A figure that needs something that was not
/// there, such as a rate without a request, does not exist. Stored by their numbers: new ones come last.
/// </summary>
public enum ClientFigure
{
    /// <summary>Clients: principals that called.</summary>
    Clients,

    /// <summary>Requests that arrived, repeated ones included.</summary>
    Requests,

    /// <summary>Attempts: requests less those that repeat one of the same invocation and number.</summary>
    Attempts,

    /// <summary>Calls of an SDK, each of one or more attempts.</summary>
    Invocations,

    /// <summary>Attempts after the first of their invocation.</summary>
    Retries,

    /// <summary>Delivered successes.</summary>
    Ok,

    /// <summary>Requests that were told to slow down.</summary>
    Throttled,

    /// <summary>Requests answered with 400 to 499 that were not told to slow down.</summary>
    ClientErrors,

    /// <summary>Requests answered with 500 and above that were not told to slow down.</summary>
    ServerErrors,

    /// <summary>Requests whose connection was gone before the answer was sent.</summary>
    Abandoned,

    /// <summary>Invocations that ended well.</summary>
    Succeeded,

    /// <summary>Invocations that ended without success.</summary>
    GivenUp,

    /// <summary>Invocations of which it is not known yet how they end.</summary>
    Pending,

    /// <summary>Those given up after as many attempts as the client makes at most.</summary>
    Exhausted,

    /// <summary>Those given up at an error that another attempt does not mend.</summary>
    Terminal,

    /// <summary>Those given up although another attempt was due: a retry quota was spent, or the client is gone.</summary>
    Silent,

    /// <summary>Requests a second.</summary>
    OfferedPerSecond,

    /// <summary>Invocations a second: what the load would be without retries.</summary>
    DemandPerSecond,

    /// <summary>Invocations that ended well, a second.</summary>
    GoodputPerSecond,

    /// <summary>Invocations that ended well for each request: what part of the load was of use.</summary>
    Efficiency,

    /// <summary>The share of ended invocations that ended well.</summary>
    SuccessRate,

    /// <summary>The share of ended invocations that were given up.</summary>
    GiveUpRate,

    /// <summary>Attempts for each invocation: how much retries multiply the load.</summary>
    Amplification,

    /// <summary>Requests for each invocation, repeated ones included.</summary>
    WireAmplification,

    /// <summary>Requests that repeat an attempt of the same invocation and number: replays of a transport.</summary>
    Duplicates,

    /// <summary>Attempts that arrived before the one before them was answered: a client's timeout, or a hedge.</summary>
    Hedges,

    /// <summary>Retries of errors that another attempt does not mend.</summary>
    RetriesOfTerminalErrors,

    /// <summary>Retries that came before the time that <c>Retry-After</c> or <c>x-amz-retry-after</c> had named.</summary>
    IgnoredRetryAfter,

    /// <summary>Retries that came no earlier than the time that <c>Retry-After</c> or <c>x-amz-retry-after</c> had named.</summary>
    HonouredRetryAfter,

    /// <summary>Half of the retries waited at most that long, in milliseconds.</summary>
    RetryDelayP50Ms,

    /// <summary>Ninety-nine in a hundred retries waited at most that long, in milliseconds.</summary>
    RetryDelayP99Ms,

    /// <summary>The share of retries that waited less than five milliseconds.</summary>
    RetriesAtOnce,

    /// <summary>How much the delay before a retry varies: standard deviation by mean; 0 is no jitter, 0.58 full jitter.</summary>
    Jitter,

    /// <summary>Whether retries come together: variance by mean of retries in windows of 100 ms in which any came or could have; 1 where they come at random.</summary>
    RetryBurstiness,

    /// <summary>How far retries keep step with a period of one second: 0 not at all, 1 entirely (Rayleigh's R).</summary>
    Synchronisation,

    /// <summary>The least that is left of a retry quota of 500 tokens, replayed by the SDKs' rule as if all were one client object.</summary>
    RetryQuotaLeast,

    /// <summary>Invocations begun within a second after the same request of the same client had been given up: retries by the application.</summary>
    RepeatedAfterFailure,

    /// <summary>How long after the start of the phase goodput was back to 95% of that of the first phase and stayed there, in seconds.</summary>
    TimeToRecoverSeconds,

    /// <summary>Sessions issued to a client that had one of the same kind before.</summary>
    Refreshes,

    /// <summary>How long before the earlier session's end half of the refreshes came, in seconds; negative after its end.</summary>
    RefreshLeadP50Seconds,

    /// <summary>The most refreshes in a second, by their mean in the seconds from the first to the last.</summary>
    RefreshHerd,

    /// <summary>Sessions issued to a client within the lifetime of one, on average: 1 where sessions are cached and used.</summary>
    CallsPerLifetime,

    /// <summary>The share of refreshes that came in the first half of the earlier session's life: its session was not kept.</summary>
    UncachedRate,

    /// <summary>Clients that were given up on and have not been heard of since, for a minute at least.</summary>
    Vanished,

    /// <summary>Clients that first appeared where another had just failed: the same program under another identity.</summary>
    Reappeared,

    /// <summary>Requests that could not be observed, because too many came at once.</summary>
    Unobserved,

    /// <summary>Verdicts by which the group does otherwise than its SDK's documented rules, or than good practice.</summary>
    Deviations,
}
