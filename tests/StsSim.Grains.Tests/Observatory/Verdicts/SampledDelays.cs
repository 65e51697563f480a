using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>Histograms of delays that were drawn, as the observatory would have measured them.</summary>
internal sealed class SampledDelays(Random random)
{
    private readonly Dictionary<(int Retry, RetryTrigger Trigger), List<double>> _delays = [];

    /// <summary>What every delay has beside the backoff.</summary>
    public double FloorMs { get; init; } = 1;

    /// <summary>The mean of what timers and the machine add, exponentially distributed.</summary>
    public double LatenessMs { get; init; } = 3;

    public IReadOnlyList<DelayHistogram> Histograms =>
    [
        .. from pair in _delays
           orderby pair.Key.Trigger, pair.Key.Retry
           let counts = pair.Value.CountBy(DelayBuckets.Of).ToDictionary()
           select new DelayHistogram(
               pair.Key.Retry, pair.Key.Trigger, [.. Enumerable.Range(0, DelayBuckets.Count).Select(bucket => counts.GetValueOrDefault(bucket))], pair.Value.Count, pair.Value.Sum(), pair.Value.Sum(delay => delay * delay)),
    ];

    /// <summary>Adds one delay of a client that means to wait that long.</summary>
    /// <param name="k">The retry, from 0.</param>
    public SampledDelays Add(int k, RetryTrigger trigger, double backoffMs)
    {
        double delay = Math.Floor(backoffMs) + FloorMs - (LatenessMs * Math.Log(1 - random.NextDouble()));

        // Now and then a process pauses.
        if (random.NextDouble() < 0.002)
        {
            delay += 200 * random.NextDouble();
        }

        (int, RetryTrigger) key = (Math.Min(k + 1, DelayHistogram.MostRetries), trigger);
        if (!_delays.TryGetValue(key, out List<double>? delays))
        {
            _delays.Add(key, delays = []);
        }

        delays.Add(delay);
        return this;
    }

    /// <summary>Adds delays of calls that failed at every attempt.</summary>
    public SampledDelays AddOutage(int delays, int attempts, RetryTrigger trigger, Func<int, double, double> backoffMs)
    {
        for (int i = 0; i < delays; i++)
        {
            int k = i % (attempts - 1);
            Add(k, trigger, backoffMs(k, random.NextDouble()));
        }

        return this;
    }
}
