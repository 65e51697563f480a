using StsSim.Grains.Observatory.Verdicts;

namespace StsSim.Grains.Tests.Observatory.Verdicts;

/// <summary>Formulas as distributions, and as text.</summary>
public sealed class DelayFormulaTests
{
    [Theory]
    [InlineData(nameof(CapRule.BeforeJitter), 10_000, 0.5)]
    [InlineData(nameof(CapRule.AfterJitter), 10_000, 0.3125)]
    [InlineData(nameof(CapRule.AfterJitter), 19_999, 0.625)]
    [InlineData(nameof(CapRule.AfterJitter), 20_000, 1)]
    [InlineData(nameof(CapRule.InsteadOfJitter), 19_999, 0)]
    [InlineData(nameof(CapRule.InsteadOfJitter), 20_000, 1)]
    public void A_cap_before_jitter_leaves_a_spread_and_one_after_it_makes_many_delays_the_longest(string cap, double ms, double share) =>
        Assert.Equal(share, Of(BackoffFormula.FullJitter(1000, cap: Enum.Parse<CapRule>(cap)), retry: 6).Backoff(ms), tolerance: 1e-4);

    [Theory]
    [InlineData(4, 0)]
    [InlineData(9, 0.0125)] // of 100 ms, half of the way into 10 ms: 5 · 5 / (2 · 10 · 100)
    [InlineData(59, 0.5)]
    [InlineData(104, 0.95)]
    [InlineData(114, 1)]
    public void Overhead_shifts_and_spreads_delays(double ms, double share) =>
        Assert.Equal(share, Of(BackoffFormula.FullJitter(100), retry: 1).Delay(ms, new ClientOverhead(FloorMs: 4, LatenessMs: 10)), tolerance: 1e-9);

    [Fact]
    public void The_last_histogram_is_of_all_later_retries_by_how_often_each_was_made()
    {
        IReadOnlyList<KeyValuePair<int, double>> later = RetryMix.Of(5, [0, 0, 0, 0, 0, 2, 0, 1]);

        // Of three invocations all made retry 5, and one also retries 6 and 7.
        Assert.Equal([new(5, 0.6), new(6, 0.2), new(7, 0.2)], later);
        Assert.Equal([new(2, 1)], RetryMix.Of(2, [0, 0, 0, 0, 0, 2, 0, 1]));
        Assert.Equal([new(5, 1)], RetryMix.Of(5, []));
    }

    [Theory]
    [InlineData(20, 0.05, 1, 1.36)]
    [InlineData(100, 0.01, 1, 1.63)]
    public void The_critical_distance_is_that_of_the_tables(long values, double probability, int comparisons, double byRoot) =>
        Assert.Equal(byRoot / Math.Sqrt(values), KolmogorovSmirnov.Critical(values, probability, comparisons), tolerance: 0.001);

    [Fact]
    public void Formulas_are_written_as_documents_write_them()
    {
        Assert.Equal("U(0,1) · min(50 ms · 2^k, 20 s); throttled U(0,1) · min(1 s · 2^k, 20 s)", BackoffPolicies.StandardNew.Formula);
        Assert.Equal("U(0,1) · 1 s · 2^k", BackoffPolicies.PythonLegacy.Formula);
        Assert.Equal("min(U(0,1) · 1 s · 2^k, 20 s)", BackoffPolicies.CappedAfterJitter.Formula);
        Assert.Equal("U(0,1) · 2 s · 2^k; 20 s where that could be longer", BackoffPolicies.GoOld.Formula);
        Assert.Equal("min(100 ms · 4^k, 30 s)", BackoffPolicies.DotNetLegacy.Formula);
        Assert.Equal("300 ms · 2^k", BackoffPolicies.RubyLegacy.Formula);
    }

    private static DelayFormula Of(BackoffFormula formula, int retry) => new(formula, [new(retry, 1)]);
}
