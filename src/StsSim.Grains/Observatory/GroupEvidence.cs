using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>What a group of clients is judged by.</summary>
internal sealed record GroupEvidence
{
    public required ClientGroup Group { get; init; }

    public required ClientFigures Figures { get; init; }

    /// <summary>Without those of retries that followed a hint (<see cref="HintEvidence"/>): they say nothing of the client's own formula.</summary>
    public required IReadOnlyList<DelayHistogram> Delays { get; init; }

    /// <summary>How many ended invocations had 1, 2, 3 … attempts; the last counts all with more.</summary>
    public required IReadOnlyList<long> AttemptsPerInvocation { get; init; }

    /// <summary>Failures by code, the most frequent first.</summary>
    public required IReadOnlyList<CodeEvidence> Codes { get; init; }

    public required IReadOnlyList<HintEvidence> Hints { get; init; }

    /// <summary>By the new rules and by the old.</summary>
    public required IReadOnlyList<QuotaEvidence> Quotas { get; init; }

    /// <summary>The most attempts that clients said they make (<c>max=</c>); 0 where they did not.</summary>
    public required int SaidMaximum { get; init; }

    /// <summary>Ended invocations with more attempts than the client had said.</summary>
    public required long BeyondMaximum { get; init; }

    /// <summary>A few invocations that are examples of something.</summary>
    public required Func<Finding, IReadOnlyList<ReconstructedInvocation>> Exemplars { get; init; }
}
