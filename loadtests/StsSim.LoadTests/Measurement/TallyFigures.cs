namespace StsSim.LoadTests.Measurement;

/// <summary>The finished counts of one client group over one phase, or over a whole run.</summary>
internal sealed record TallyFigures
{
    /// <summary>Invocations whose intended start came, dropped ones included.</summary>
    public required long Offered { get; init; }

    /// <summary>Never started, because too many were in flight.</summary>
    public required long Dropped { get; init; }

    public required long Ok { get; init; }

    /// <summary>Throttling answers received, one or more an invocation.</summary>
    public required long Throttled { get; init; }

    /// <summary>Logical calls: as many as invocations, unless those have several steps, or a provider had no need to call.</summary>
    public required long Calls { get; init; }

    public required long Attempts { get; init; }

    /// <summary>Requests on the wire; more than attempts only where a connection was lost and the transport repeated.</summary>
    public required long Sends { get; init; }

    /// <summary>Attempts beyond the first of an invocation.</summary>
    public required long Retried { get; init; }

    /// <summary>Invocations that ended in throttling.</summary>
    public required long GivenUp { get; init; }

    /// <summary>Invocations the client refused by itself and never sent.</summary>
    public required long HeldBack { get; init; }

    /// <summary>Still under way when the run was closed.</summary>
    public required long Unfinished { get; init; }

    /// <summary>Invocations that ended in any other error, by code.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    public required IReadOnlyDictionary<int, long> AttemptsPerInvocation { get; init; }

    /// <summary>From the intended start to the end, whatever the outcome.</summary>
    public required LatencyFigures Latency { get; init; }

    /// <summary>From the actual start to the end.</summary>
    public required LatencyFigures ServiceTime { get; init; }

    public required IReadOnlyList<PercentilePoint> LatencyCurve { get; init; }

    public long Started => Offered - Dropped;

    public long Failed => Failures.Values.Sum();

    /// <summary>Attempts for each call; null where there was none.</summary>
    public double? Amplification => Calls == 0 ? null : (double)Attempts / Calls;
}
