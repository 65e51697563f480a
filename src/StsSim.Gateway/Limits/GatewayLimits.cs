namespace StsSim.Gateway.Limits;

/// <summary>
/// What a gateway takes from clients, so that none of them can use it up. How much a request may hold within its size is in
/// <see cref="StsSim.Operations.Parameters.RequestLimits"/>.
/// </summary>
public sealed record GatewayLimits
{
    /// <summary>
    /// The largest body read; a longer one is answered with 413. The longest legal request carries a 100,000 character
    /// SAML assertion, three times that when every character is escaped.
    /// </summary>
    public int BodyBytes { get; init; } = 1024 * 1024;

    /// <summary>The largest query string and headers together; beyond, the answer is 400 RequestHeaderSectionTooLarge.</summary>
    public int HeadBytes { get; init; } = 128 * 1024;

    /// <summary>
    /// The memory for what is under way, in bytes, of all connections together. Beyond, a request whose body is not there yet is
    /// answered with 503, and a connection in the midst of a head of more than 32 KiB is closed.
    /// </summary>
    public long BodyBytesUnderWay { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// Connections that are served. On those beyond, health and the control API answer and AWS requests get 503, and they are
    /// closed after it; a quarter more, and they are closed at once. Whoever has fewer than an equal part is served up to twice as many.
    /// </summary>
    public int Connections { get; init; } = 10_000;

    /// <summary>How long the head of a request may take from its first byte.</summary>
    public TimeSpan HeadTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may be idle between requests.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>The slowest a body may come and an answer be fetched, in bytes a second, after <see cref="GraceTime"/>.</summary>
    public double BytesPerSecond { get; init; } = 240;

    /// <summary>How long a client may be slower than <see cref="BytesPerSecond"/>.</summary>
    public TimeSpan GraceTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long work may wait for a thread before the gateway counts as overloaded and answers part of the requests with 503;
    /// zero for never.
    /// </summary>
    public TimeSpan OverloadDelay { get; init; } = TimeSpan.FromMilliseconds(500);
}
