namespace StsSim.LoadTests.Measurement;

/// <summary>All that one process measured of a client group, as it travels to the one that reports. Latencies are pairs of microseconds and counts.</summary>
internal sealed record GroupState(
    TallyState Total, IReadOnlyList<TallyState> Phases, IReadOnlyList<StepState> Steps, IReadOnlyList<SlotState> Slots, long[] Lag);

/// <summary>Of one phase, one step or a whole run.</summary>
internal sealed record TallyState
{
    public long Offered { get; init; }

    public long Dropped { get; init; }

    public long Ok { get; init; }

    public long Throttled { get; init; }

    public long Calls { get; init; }

    public long Attempts { get; init; }

    public long Sends { get; init; }

    public long Retried { get; init; }

    public long GivenUp { get; init; }

    public long HeldBack { get; init; }

    public long Unfinished { get; init; }

    public Dictionary<string, long> Failures { get; init; } = [];

    public Dictionary<int, long> AttemptsPerInvocation { get; init; } = [];

    public long[] FromIntendedStart { get; init; } = [];

    public long[] FromSend { get; init; } = [];
}

/// <summary>Of one step.</summary>
internal sealed record StepState(string Step, TallyState Tally);

/// <summary>Of one slot of the timeline.</summary>
internal sealed record SlotState(long Offered, long Attempts, long Ok, long Throttled, long GivenUp, long[] Latency);
