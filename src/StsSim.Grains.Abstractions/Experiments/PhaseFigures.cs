namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>
/// What was observed in a phase, or in a whole run. Each request counts once, in the phase in which it was received, and
/// has one outcome: ok, throttled, a client error, a server error or abandoned. A figure that needs something that was
/// not there, such as a rate without a request, is <see langword="null"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("stssim.PhaseFigures")]
public sealed record PhaseFigures
{
    /// <summary>Requests answered, or begun to be.</summary>
    [Id(0)] public required long Requests { get; init; }

    /// <summary>Successes that were delivered.</summary>
    [Id(1)] public required long Ok { get; init; }

    /// <summary>Refused with a throttling error, by a quota or by a fault.</summary>
    [Id(2)] public required long Throttled { get; init; }

    /// <summary>Other answers of 400 to 499.</summary>
    [Id(3)] public required long ClientErrors { get; init; }

    /// <summary>Answers of 500 and above that do not say to slow down.</summary>
    [Id(4)] public required long ServerErrors { get; init; }

    /// <summary>Whose connection was gone before the answer was sent: the client had given up, or a fault cut it.</summary>
    [Id(5)] public required long Abandoned { get; init; }

    /// <summary>Those that a fault rule met, whatever their outcome.</summary>
    [Id(6)] public required long Faulted { get; init; }

    /// <summary>Requests a second, over the time the phase has run.</summary>
    [Id(7)] public required double? OfferedPerSecond { get; init; }

    /// <summary>Delivered successes a second.</summary>
    [Id(8)] public required double? GoodputPerSecond { get; init; }

    /// <summary>The share of requests that were ok.</summary>
    [Id(9)] public required double? SuccessRate { get; init; }

    /// <summary>The share of requests that were throttled.</summary>
    [Id(10)] public required double? ThrottledRate { get; init; }

    /// <summary>The share of requests that were neither: errors and abandoned ones.</summary>
    [Id(11)] public required double? ErrorRate { get; init; }

    /// <summary>Requests that were the first attempt of their invocation, by <c>amz-sdk-request</c>; without it, every request is.</summary>
    [Id(12)] public required long FirstAttempts { get; init; }

    /// <summary>Requests that were later attempts.</summary>
    [Id(13)] public required long Retries { get; init; }

    /// <summary>Requests for each first attempt: how much retries multiply the load.</summary>
    [Id(14)] public required double? Amplification { get; init; }

    /// <summary>How long half of the requests took at most, at the server, in milliseconds; within three percent.</summary>
    [Id(15)] public required double? P50Ms { get; init; }

    /// <summary>Likewise nine in ten.</summary>
    [Id(16)] public required double? P90Ms { get; init; }

    /// <summary>Likewise ninety-nine in a hundred.</summary>
    [Id(17)] public required double? P99Ms { get; init; }

    /// <summary>How long the slowest took; exact.</summary>
    [Id(18)] public required double? MaxMs { get; init; }

    /// <summary>
    /// How long after the start goodput, as a mean of five seconds, was back to 95% of the mean of the first phase and
    /// stayed there; <see langword="null"/> where it never did.
    /// </summary>
    [Id(19)] public required double? TimeToRecoverSeconds { get; init; }

    /// <summary>One of the figures by its name.</summary>
    public double? this[Figure figure] => figure switch
    {
        Figure.Requests => Requests,
        Figure.Ok => Ok,
        Figure.Throttled => Throttled,
        Figure.ClientErrors => ClientErrors,
        Figure.ServerErrors => ServerErrors,
        Figure.Abandoned => Abandoned,
        Figure.Faulted => Faulted,
        Figure.OfferedPerSecond => OfferedPerSecond,
        Figure.GoodputPerSecond => GoodputPerSecond,
        Figure.SuccessRate => SuccessRate,
        Figure.ThrottledRate => ThrottledRate,
        Figure.ErrorRate => ErrorRate,
        Figure.FirstAttempts => FirstAttempts,
        Figure.Retries => Retries,
        Figure.Amplification => Amplification,
        Figure.P50Ms => P50Ms,
        Figure.P90Ms => P90Ms,
        Figure.P99Ms => P99Ms,
        Figure.MaxMs => MaxMs,
        Figure.TimeToRecoverSeconds => TimeToRecoverSeconds,
        _ => throw new ArgumentOutOfRangeException(nameof(figure)),
    };
}
