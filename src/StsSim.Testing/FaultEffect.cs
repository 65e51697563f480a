using System.Text.Json.Nodes;

namespace StsSim.Testing;

/// <summary>What happens to the requests that a fault rule strikes.</summary>
public sealed class FaultEffect
{
    private readonly object _body;

    private FaultEffect(object body) => _body = body;

    /// <summary>An AWS error.</summary>
    /// <param name="code">E.g. <c>Throttling</c>, <c>ExpiredToken</c>, <c>IDPCommunicationError</c>.</param>
    /// <param name="status">That of the code unless named; a code of your own needs one.</param>
    /// <param name="message">That of the code unless named.</param>
    /// <param name="amzRetryAfter"><c>x-amz-retry-after</c>, which SDKs of the generation of November 2026 heed.</param>
    /// <param name="retryAfter"><c>Retry-After</c>, in whole seconds.</param>
    public static FaultEffect Error(string code, int? status = null, string? message = null, TimeSpan? amzRetryAfter = null, TimeSpan? retryAfter = null) =>
        new(new { Type = "error", Code = code, Status = status, Message = message, AmzRetryAfterMs = amzRetryAfter?.TotalMilliseconds, RetryAfterSeconds = retryAfter?.TotalSeconds });

    /// <summary>A load balancer answers for the service, with a page of HTML.</summary>
    /// <param name="empty">No page either.</param>
    public static FaultEffect GatewayError(int status = 502, bool empty = false) => new(new { Type = "gatewayError", Status = status, Empty = empty });

    /// <summary>The answer takes longer.</summary>
    /// <param name="afterwards">Whether the request is performed first: then it is done even if the client no longer waits.</param>
    public static FaultEffect Latency(DurationDistribution distribution, bool afterwards = false)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return new FaultEffect(new { Type = "latency", Distribution = distribution.ToBody(), At = afterwards ? "after" : "before" });
    }

    /// <summary>The connection breaks.</summary>
    /// <param name="performed">Whether the request is performed, and only its answer lost; must be so where part of the answer is sent.</param>
    public static FaultEffect Abort(AbortMoment at = AbortMoment.BeforeHeaders, ConnectionEnd how = ConnectionEnd.Reset, bool performed = true) =>
        new(new { Type = "abort", At = $"{at}", How = $"{how}", Performed = performed });

    /// <summary>Silence.</summary>
    /// <param name="length">Until the client gives up unless named.</param>
    /// <param name="performed">Whether the request is performed meanwhile; must be so where an answer comes after all.</param>
    public static FaultEffect Hang(TimeSpan? length = null, HangEnd then = HangEnd.Close, bool performed = true) =>
        new(new { Type = "hang", Seconds = length?.TotalSeconds, Then = $"{then}", Performed = performed });

    /// <summary>The document ends in the middle.</summary>
    /// <param name="fraction">Which part of it is sent.</param>
    /// <param name="promisesAll">Whether the Content-Length is that of the whole, and the connection closes too early.</param>
    public static FaultEffect Truncate(double fraction = 0.5, bool promisesAll = false) =>
        new(new { Type = "truncate", Fraction = fraction, ContentLength = promisesAll ? "whole" : "cut" });

    /// <summary>Sessions end early: those that are issued, and those that call and are that old.</summary>
    /// <param name="announced">Whether <c>Expiration</c> says so.</param>
    public static FaultEffect ExpireSessions(TimeSpan after, bool announced = false) =>
        new(new { Type = "expireSessions", AfterSeconds = after.TotalSeconds, Announced = announced });

    /// <summary>Access keys and sessions younger than that are not known yet: <c>InvalidClientTokenId</c>.</summary>
    public static FaultEffect UnknownKeys(TimeSpan age) => new(new { Type = "unknownKeys", ForSeconds = age.TotalSeconds });

    /// <summary>The server's clock is ahead, or behind where it is negative.</summary>
    public static FaultEffect ClockSkew(TimeSpan skew) => new(new { Type = "clockSkew", Seconds = skew.TotalSeconds });

    /// <summary>A server that can do so much at once, and the queue before it; who finds no place meets <c>ServiceUnavailable</c>.</summary>
    /// <param name="concurrency">How many requests are served at once.</param>
    /// <param name="queue">First in, first out and without an end unless named.</param>
    public static FaultEffect Capacity(int concurrency, DurationDistribution serviceTime, QueueLimits? queue = null)
    {
        ArgumentNullException.ThrowIfNull(serviceTime);
        return new FaultEffect(new { Type = "capacity", Concurrency = concurrency, ServiceTime = serviceTime.ToBody(), Queue = queue?.ToBody() });
    }

    /// <summary>Any effect as the control API takes it, e.g. <c>{"type": "malform"}</c>.</summary>
    public static FaultEffect FromJson(JsonObject effect)
    {
        ArgumentNullException.ThrowIfNull(effect);
        return new FaultEffect(effect.DeepClone());
    }

    internal object ToBody() => _body;
}
