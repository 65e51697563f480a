namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>Requests counted by what became of them; <see cref="PhaseFigures"/> says what each count means. First attempts are those that are no retries.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ServedCounts")]
public readonly record struct ServedCounts
{
    [Id(0)] public long Requests { get; init; }

    [Id(1)] public long Ok { get; init; }

    [Id(2)] public long Throttled { get; init; }

    [Id(3)] public long ClientErrors { get; init; }

    [Id(4)] public long ServerErrors { get; init; }

    [Id(5)] public long Abandoned { get; init; }

    [Id(6)] public long Faulted { get; init; }

    [Id(7)] public long Retries { get; init; }

    public long FirstAttempts => Requests - Retries;

    public static ServedCounts operator +(ServedCounts left, ServedCounts right) => new()
    {
        Requests = left.Requests + right.Requests,
        Ok = left.Ok + right.Ok,
        Throttled = left.Throttled + right.Throttled,
        ClientErrors = left.ClientErrors + right.ClientErrors,
        ServerErrors = left.ServerErrors + right.ServerErrors,
        Abandoned = left.Abandoned + right.Abandoned,
        Faulted = left.Faulted + right.Faulted,
        Retries = left.Retries + right.Retries,
    };
}
