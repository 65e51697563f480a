using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Workers;

/// <summary>
/// What a worker and its coordinator say to each other, an object of JSON a line, with one member each: the worker
/// <c>hello</c> with its <c>name</c>, the coordinator <c>plan</c> or <c>error</c>, the worker <c>ready</c> or <c>error</c>,
/// the coordinator <c>start</c>, the worker <c>progress</c> every second, the coordinator perhaps <c>stop</c>, and the
/// worker <c>result</c>.
/// </summary>
internal sealed record WorkerMessage
{
    /// <summary>The token that both were started with: a plan has keys in it.</summary>
    public string? Hello { get; init; }

    /// <summary>What the worker calls itself, beside its token.</summary>
    public string? Name { get; init; }

    public WorkerPlan? Plan { get; init; }

    public bool? Ready { get; init; }

    /// <summary>Why the worker cannot, or need not, take part, in a sentence.</summary>
    public string? Error { get; init; }

    public bool? Start { get; init; }

    public bool? Stop { get; init; }

    /// <summary>Of each group, in the plan's order.</summary>
    public IReadOnlyList<WorkerProgress>? Progress { get; init; }

    public WorkerResult? Result { get; init; }

    public override string ToString() => nameof(WorkerMessage);
}

/// <summary>How far a group has come.</summary>
internal sealed record WorkerProgress(TallyState Totals, int InFlight);

/// <summary>What a worker has to report.</summary>
/// <param name="Sdks">Of each group, in the plan's order; null where there is none.</param>
/// <param name="CpuSeconds">Of its process, during the run.</param>
/// <param name="Processors">What it could use of its machine.</param>
/// <param name="Interrupted">Whether it ended before the load was over, and not because the coordinator said so.</param>
internal sealed record WorkerResult(
    IReadOnlyList<GroupState> Groups,
    IReadOnlyList<string?> Sdks,
    long KeysIssued,
    long KeysCompared,
    long KeysDistinct,
    double ElapsedSeconds,
    double CpuSeconds,
    int Processors,
    bool Interrupted);
