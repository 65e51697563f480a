using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>Delays before one retry after one kind of failure.</summary>
internal sealed class DelayTally
{
    private readonly int[] _counts = new int[DelayBuckets.Count];
    private long _total;
    private double _sum;
    private double _sumOfSquares;

    public void Add(double milliseconds)
    {
        double delay = Math.Max(0, milliseconds);
        _counts[DelayBuckets.Of(delay)]++;
        _total++;
        _sum += delay;
        _sumOfSquares += delay * delay;
    }

    public void Add(DelayTally other)
    {
        for (int bucket = 0; bucket < _counts.Length; bucket++)
        {
            _counts[bucket] += other._counts[bucket];
        }

        _total += other._total;
        _sum += other._sum;
        _sumOfSquares += other._sumOfSquares;
    }

    public DelayHistogram Describe(int retry, RetryTrigger trigger) => new(retry, trigger, [.. _counts], _total, _sum, _sumOfSquares);
}
