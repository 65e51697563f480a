namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>The figures of a phase and of a whole run that expectations may name; <see cref="PhaseFigures"/> says what each means. Stored by their numbers: new ones come last.</summary>
public enum Figure
{
    Requests,
    Ok,
    Throttled,
    ClientErrors,
    ServerErrors,
    Abandoned,
    Faulted,
    OfferedPerSecond,
    GoodputPerSecond,
    SuccessRate,
    ThrottledRate,
    ErrorRate,
    FirstAttempts,
    Retries,
    Amplification,
    P50Ms,
    P90Ms,
    P99Ms,
    MaxMs,
    TimeToRecoverSeconds,
}
