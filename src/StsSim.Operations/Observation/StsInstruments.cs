using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace StsSim.Operations.Observation;

/// <summary>What the simulator measures of itself. Meter: <see cref="MeterName"/>.</summary>
public sealed class StsInstruments : IDisposable
{
    public const string MeterName = "StsSim";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _grainCalls;
    private long _grainCallCount;

    public StsInstruments()
    {
        _requests = _meter.CreateCounter<long>("stssim.requests", "{request}", "Answered AWS requests by operation and error code.");
        _duration = _meter.CreateHistogram(
            "stssim.request.duration",
            "s",
            "Time from the parsed request head to the finished answer.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
            });
        _grainCalls = _meter.CreateCounter<long>("stssim.grain_calls", "{call}", "Calls to grains by purpose; none is made for a warm request.");
    }

    /// <summary>Calls made to grains by this gateway so far.</summary>
    public long GrainCallCount => Interlocked.Read(ref _grainCallCount);

    /// <param name="operation">A known operation's name, or <c>Unknown</c>.</param>
    /// <param name="code">The AWS error code, or <c>OK</c>.</param>
    public void RequestAnswered(string operation, string code, TimeSpan duration)
    {
        var tags = new TagList { { "operation", operation }, { "code", code } };
        _requests.Add(1, tags);
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
    }

    /// <param name="purpose"><c>snapshot</c>, <c>lease</c>, <c>ledger</c>, <c>serials</c>, <c>membership</c>, <c>mfa</c>, <c>keys</c>, <c>faults</c> or <c>experiment</c>.</param>
    public void CountGrainCall(string purpose)
    {
        Interlocked.Increment(ref _grainCallCount);
        _grainCalls.Add(1, new KeyValuePair<string, object?>("purpose", purpose));
    }

    public void Dispose() => _meter.Dispose();
}
