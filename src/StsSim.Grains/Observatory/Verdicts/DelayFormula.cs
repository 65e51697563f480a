using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>The distribution of the delays that one histogram would hold under a formula.</summary>
internal sealed class DelayFormula
{
    private readonly IReadOnlyList<DelaySegment> _segments;

    /// <param name="shareOfRetry">
    /// Which retries are counted together, by how often each was made: the last histogram stands for all later ones.
    /// </param>
    public DelayFormula(BackoffFormula formula, IReadOnlyList<KeyValuePair<int, double>> shareOfRetry)
    {
        _segments =
        [
            .. from retry in shareOfRetry
               from segment in formula.Before(retry.Key)
               select segment with { Weight = segment.Weight * retry.Value },
        ];
    }

    /// <summary>The share of backoffs that are no longer than that, before anything is added to them.</summary>
    public double Backoff(double ms)
    {
        double sum = 0;
        foreach (DelaySegment segment in _segments)
        {
            sum += segment.Cumulated(ms);
        }

        return sum;
    }

    /// <summary>The share of delays that are no longer than that, under so much overhead.</summary>
    public double Delay(double ms, ClientOverhead overhead)
    {
        if (double.IsInfinity(ms))
        {
            return 1;
        }

        double sum = 0;
        foreach (DelaySegment segment in _segments)
        {
            double upTo = ms - overhead.FloorMs;
            sum += segment.Integral(upTo) - segment.Integral(upTo - overhead.LatenessMs);
        }

        return sum / overhead.LatenessMs;
    }

    /// <summary>By bucket of <see cref="DelayBuckets"/>: the share of delays expected in it.</summary>
    public double[] Shares(ClientOverhead overhead)
    {
        double[] shares = new double[DelayBuckets.Count];
        double before = 0;
        for (int bucket = 0; bucket < shares.Length; bucket++)
        {
            double upTo = Delay(DelayBuckets.EndOf(bucket), overhead);
            shares[bucket] = upTo - before;
            before = upTo;
        }

        return shares;
    }
}
