namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What is shown of a group of clients every second. All counts are of everything since the last reset.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ClientGroupGlance")]
public sealed record ClientGroupGlance
{
    [Id(0)] public required ClientGroup Group { get; init; }

    [Id(1)] public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Principals that called.</summary>
    [Id(2)] public required long Clients { get; init; }

    [Id(3)] public required long Requests { get; init; }

    [Id(4)] public required long Attempts { get; init; }

    [Id(5)] public required long Invocations { get; init; }

    [Id(6)] public required long Retries { get; init; }

    [Id(7)] public required long Ok { get; init; }

    [Id(8)] public required long Throttled { get; init; }

    [Id(9)] public required long ClientErrors { get; init; }

    [Id(10)] public required long ServerErrors { get; init; }

    [Id(11)] public required long Abandoned { get; init; }

    [Id(12)] public required long GivenUp { get; init; }

    /// <summary>Verdicts against it when it was last judged; <see langword="null"/> where it was not yet.</summary>
    [Id(13)] public required int? Deviations { get; init; }

    /// <summary>The slots that begin no earlier than was asked for.</summary>
    [Id(14)] public required IReadOnlyList<LoadSlot> Timeline { get; init; }
}
