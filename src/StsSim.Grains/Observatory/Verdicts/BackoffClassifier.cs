using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>
/// Finds the ways of waiting under which delays are likeliest. Each is given the overhead that suits it best, so that none loses
/// for what the network and the machine add.
/// </summary>
internal sealed class BackoffClassifier
{
    // One delay in a hundred may be anything: a pause of the process, a machine asleep. It must not kill the truth.
    private const double Outliers = 0.01;

    // Clients count timers in whole milliseconds, up or down.
    private const double TimerGrainMs = 1;

    // How overhead is spread is a guess: it may be a third of the likeliest here, and three times that there.
    private const double OverheadUncertainty = 3;

    private readonly ObservedDelays[] _delays;
    private readonly double _hedged;

    /// <param name="hedges">Attempts that did not wait for an answer: they are counted as no delay, and are none.</param>
    public BackoffClassifier(IReadOnlyList<DelayHistogram> histograms, IReadOnlyList<long> attemptsPerInvocation, double hedges)
    {
        DelayHistogram[] judged = [.. histograms.Where(histogram => histogram.Trigger is RetryTrigger.Throttling or RetryTrigger.Transient)];
        if (judged.Sum(histogram => histogram.Total) == 0)
        {
            // A client that retries nothing else waits by its formula before it retries what it should not.
            judged = [.. histograms.Where(histogram => histogram.Trigger == RetryTrigger.Terminal)];
        }

        _delays = [.. judged.Select(histogram => new ObservedDelays(histogram, attemptsPerInvocation)).Where(delays => delays.Total > 0)];
        Total = _delays.Sum(delays => delays.Total);
        _hedged = Total > 0 ? Math.Min(hedges / Total, 0.2) : 0;
    }

    /// <summary>What is classified.</summary>
    public IReadOnlyList<ObservedDelays> Delays => _delays;

    public long Total { get; }

    public bool Suffices => Total >= KolmogorovSmirnov.FewestValues;

    public PolicyFit Fit(BackoffPolicy policy)
    {
        DelayFormula[] formulas = [.. _delays.Select(delays => new DelayFormula(policy.After(delays.Histogram.Trigger), delays.Retries))];
        (ClientOverhead Overhead, double LogLikelihood) likeliest = (default, double.NegativeInfinity);
        foreach (ClientOverhead overhead in ClientOverhead.Possible)
        {
            double logLikelihood = 0;
            for (int i = 0; i < _delays.Length && logLikelihood > likeliest.LogLikelihood; i++)
            {
                logLikelihood += LogLikelihood(_delays[i], formulas[i], overhead, likeliest.LogLikelihood - logLikelihood);
            }

            if (logLikelihood > likeliest.LogLikelihood)
            {
                likeliest = (overhead, logLikelihood);
            }
        }

        return new PolicyFit(
            policy,
            likeliest.Overhead,
            likeliest.LogLikelihood,
            Total,
            [.. from i in Enumerable.Range(0, _delays.Length) where _delays[i].Suffices select Compare(_delays[i], formulas[i], likeliest.Overhead)]);
    }

    // A multinomial over the buckets. Each bucket lowers it: what is no longer enough need not be known exactly.
    private static double LogLikelihood(ObservedDelays delays, DelayFormula formula, ClientOverhead overhead, double enough)
    {
        double sum = 0;
        int edge = -1;
        double upToEdge = 0;
        foreach (int bucket in delays.Occupied)
        {
            double from = bucket == edge ? upToEdge : formula.Delay(DelayBuckets.StartOf(bucket), overhead);
            double to = formula.Delay(DelayBuckets.EndOf(bucket), overhead);
            sum += delays.CountOf(bucket) * Math.Log(((1 - Outliers) * (to - from)) + (Outliers / DelayBuckets.Count));
            if (sum < enough)
            {
                break;
            }

            (edge, upToEdge) = (bucket + 1, to);
        }

        return sum;
    }

    // Between edges nothing is known, and at edges the empirical distribution is exact: the buckets themselves cost no allowance.
    private HistogramFit Compare(ObservedDelays delays, DelayFormula formula, ClientOverhead overhead)
    {
        double distance = 0;
        double faster = 0;
        ClientOverhead least = overhead.Times(1 / OverheadUncertainty);
        ClientOverhead most = overhead.Times(OverheadUncertainty);
        double empirical = 0;
        foreach (int bucket in delays.Occupied)
        {
            Against(DelayBuckets.StartOf(bucket));
            empirical += (double)delays.CountOf(bucket) / delays.Total;
            Against(DelayBuckets.EndOf(bucket));
        }

        return new HistogramFit(delays, formula, distance, faster, Outliers + _hedged);

        void Against(double edge)
        {
            if (double.IsInfinity(edge))
            {
                return;
            }

            distance = Math.Max(distance, empirical - formula.Delay(edge + TimerGrainMs, least));
            distance = Math.Max(distance, formula.Delay(edge - TimerGrainMs, most) - empirical);
            faster = Math.Max(faster, empirical - formula.Backoff(edge + TimerGrainMs));
        }
    }
}
