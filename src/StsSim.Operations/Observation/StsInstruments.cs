using System.Diagnostics.Metrics;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Protocol;

namespace StsSim.Operations.Observation;

/// <summary>What the simulator measures of itself; <c>docs/telemetry.md</c> lists it. Meter: <see cref="MeterName"/>.</summary>
/// <remarks>Attributes have few values each: no account, no principal, nothing a client could make up.</remarks>
public sealed class StsInstruments : IDisposable
{
    public const string MeterName = "StsSim";

    /// <summary>Of <see cref="RequestSpan"/>.</summary>
    public const string ActivitySourceName = "StsSim";

    private static readonly string[] ShedReasons = [.. Enum.GetNames<ShedReason>().Select(reason => reason.ToLowerInvariant())];

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly RequestTally _requests = new();
    private readonly Counter<long> _faults;
    private readonly Counter<long> _grainCalls;
    private readonly long[] _shed = new long[ShedReasons.Length];
    private long _grainCallCount;

    /// <param name="meters">Whose meter it is, by which several simulators in one process are told apart.</param>
    public StsInstruments(IMeterFactory? meters = null)
    {
        _meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _duration = _meter.CreateHistogram(
            "rpc.server.call.duration",
            "s",
            "Time from the parsed request head to the finished answer, waits of faults included, sending not.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
            });
        _meter.CreateObservableCounter("stssim.requests", _requests.Requests, "{request}", "Answered AWS requests by operation, error code and attempt.");
        _meter.CreateObservableCounter("stssim.sessions", _requests.Sessions, "{session}", "Sessions issued, by operation.");
        _meter.CreateObservableCounter("stssim.throttled_requests", _requests.Throttled, "{request}", "AWS requests that a quota refused, by kind of bucket.");
        _faults = _meter.CreateCounter<long>("stssim.faults", "{fault}", "AWS requests that a fault rule struck, by rule and effect.");
        _grainCalls = _meter.CreateCounter<long>("stssim.grain_calls", "{call}", "Calls to grains by purpose; none is made for a warm request.");
        _meter.CreateObservableCounter("stssim.shed_requests", Shed, "{request}", "AWS requests that there was no room for, by what there was too much of.");
        _meter.CreateObservableGauge(
            "stssim.active_experiments", () => ActiveExperiments?.Invoke() ?? 0, "{experiment}", "Experiments that lie over the world or an account this gateway serves.");
    }

    /// <summary>Calls made to grains by this gateway so far.</summary>
    public long GrainCallCount => Interlocked.Read(ref _grainCallCount);

    /// <summary>Counts the experiments in force when metrics are read.</summary>
    public Func<int>? ActiveExperiments { get; set; }

    /// <summary>Counts a request and what met it.</summary>
    /// <param name="code">The AWS error code, or <see langword="null"/> where it succeeded.</param>
    public void RequestAnswered(AwsCall call, string? code, TimeSpan duration)
    {
        _duration.Record(duration.TotalSeconds, RequestAttributes.Of(call.FindOperation(), code));
        _requests.Count(call.FindOperation(), code, isRetry: call.Attempt > 1, call.ThrottledBy is { } bucket ? BucketName.KindOf(bucket) : null);
        if (call.Fault is { } fault)
        {
            _faults.Add(1, new(RequestAttributes.FaultRule, fault.Rule.Id), new(RequestAttributes.FaultEffect, fault.Effect.Type));
        }
    }

    /// <summary>Counts a request that was refused before there was a call, or whose call failed unexpectedly. It has no duration.</summary>
    public void RequestRefused(WireRequest request, string code) =>
        _requests.Count(operation: null, code, isRetry: SdkClient.AttemptOf(request) > 1);

    /// <summary>As headers and metrics name it.</summary>
    public static string NameOf(ShedReason reason) => ShedReasons[(int)reason];

    /// <summary>Counts a request that there was no room for.</summary>
    public void RequestShed(ShedReason reason) => Interlocked.Increment(ref _shed[(int)reason]);

    /// <param name="purpose">One word of a few, such as <c>snapshot</c>, <c>lease</c> or <c>ledger</c>.</param>
    public void CountGrainCall(string purpose)
    {
        Interlocked.Increment(ref _grainCallCount);
        _grainCalls.Add(1, new KeyValuePair<string, object?>(RequestAttributes.Purpose, purpose));
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Shed()
    {
        for (int reason = 0; reason < ShedReasons.Length; reason++)
        {
            yield return new Measurement<long>(Interlocked.Read(ref _shed[reason]), new KeyValuePair<string, object?>(RequestAttributes.ShedReason, ShedReasons[reason]));
        }
    }
}
