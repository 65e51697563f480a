namespace StsSim.LoadTests.Simulation;

/// <summary>The figures of a fleet that a client group of a run has not.</summary>
internal sealed record FleetFigures
{
    /// <summary>Requests on the wire, those of invocations without an end included.</summary>
    public required long Requests { get; init; }

    /// <summary>Refused for the quota, of all requests.</summary>
    public required double ThrottledShare { get; init; }

    /// <summary>Seconds in which a request or more was refused for the quota.</summary>
    public required int SecondsOverQuota { get; init; }

    public required int PeakRequestsPerSecond { get; init; }

    public required int PeakInvocationsPerSecond { get; init; }

    /// <summary>The highest number of attempts that the invocations begun in one second came to, for each of them; <see langword="null"/> where none was begun.</summary>
    public required double? PeakAmplification { get; init; }

    /// <summary>The most invocations of one second, over the mean; <see langword="null"/> where there was none.</summary>
    public required double? HerdIndex { get; init; }

    /// <summary>From the beginning of the restart, or of the model where there is none, until the last pod had its first session; <see langword="null"/> where that did not come about.</summary>
    public required TimeSpan? AllBackAfter { get; init; }

    /// <summary>The most pods that had no credentials to use at one moment.</summary>
    public required int MostPodsWithout { get; init; }

    public required double PodSecondsWithout { get; init; }

    /// <summary>The longest that one pod had no credentials to use.</summary>
    public required TimeSpan LongestWithout { get; init; }

    /// <summary>Uses of sessions that failed for want of credentials.</summary>
    public required long FailedUses { get; init; }

    /// <summary>All that were meant to be.</summary>
    public required long Uses { get; init; }

    /// <summary>Pods that had no credentials when the model ended.</summary>
    public required int StillWithoutAtEnd { get; init; }

    /// <summary>The most pods without credentials in each slot of the timeline.</summary>
    public required IReadOnlyList<int> MostPodsWithoutBySlot { get; init; }

    public required TimeSpan SlotWidth { get; init; }

    /// <summary>Events that the model went through.</summary>
    public required long Events { get; init; }
}
