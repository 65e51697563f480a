namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>All that is known of a group of clients.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ClientGroupReport")]
public sealed record ClientGroupReport
{
    [Id(0)] public required ClientGroup Group { get; init; }

    [Id(1)] public required DateTimeOffset FirstSeen { get; init; }

    [Id(2)] public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Of all that was asked for: an experiment, a phase, or everything since the last reset.</summary>
    [Id(3)] public required ClientFigures Figures { get; init; }

    /// <summary>By phase, in order, where an experiment was asked for or any ran.</summary>
    [Id(4)] public required IReadOnlyList<PhaseOfGroup> Phases { get; init; }

    /// <summary>How many invocations had 1, 2, 3 … attempts; the last counts all with more.</summary>
    [Id(5)] public required IReadOnlyList<long> AttemptsPerInvocation { get; init; }

    /// <summary>Error codes by how often, the most frequent first.</summary>
    [Id(6)] public required IReadOnlyList<KeyValuePair<string, long>> Codes { get; init; }

    /// <summary>Operations by requests, the most frequent first.</summary>
    [Id(7)] public required IReadOnlyList<KeyValuePair<string, long>> Operations { get; init; }

    [Id(8)] public required IReadOnlyList<DelayHistogram> Delays { get; init; }

    [Id(9)] public required IReadOnlyList<ExpectedDelays> ExpectedDelays { get; init; }

    /// <summary>The documented ways of waiting that fit best, the best first.</summary>
    [Id(10)] public required IReadOnlyList<BackoffFit> Backoff { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    [Id(11)] public required string Description { get; init; }

    [Id(12)] public required IReadOnlyList<Verdict> Verdicts { get; init; }

    [Id(13)] public required IReadOnlyList<LoadSlot> Timeline { get; init; }

    /// <summary>When sessions were refreshed: by how much of the earlier one's life was left, in tenths from none to all; the first counts those that came too late.</summary>
    [Id(14)] public required IReadOnlyList<long> RefreshesByLifeLeft { get; init; }
}
