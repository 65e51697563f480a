using System.Text.Json;
using StsSim.Operations.Faults;
using StsSim.Operations.Faults.Distributions;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Faults.Distributions;

/// <summary>Seeded, so each run draws the same; bounds are four standard errors wide.</summary>
public sealed class DistributionTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData("""{ "kind": "fixed", "ms": 200 }""", 200, 0)]
    [InlineData("""{ "kind": "fixed", "ms": 0 }""", 0, 0)]
    [InlineData("""{ "kind": "uniform", "minMs": 50, "maxMs": 150 }""", 100, 28.87)]
    [InlineData("""{ "kind": "uniform", "minMs": 50, "maxMs": 50 }""", 50, 0)]
    [InlineData("""{ "kind": "exponential", "meanMs": 40 }""", 40, 40)]
    [InlineData("""{ "kind": "normal", "meanMs": 100, "standardDeviationMs": 20 }""", 100, 20)]
    [InlineData("""{ "kind": "lognormal", "medianMs": 80, "sigma": 0.5 }""", 90.65, 48.32)]
    [InlineData("""{ "kind": "pareto", "minMs": 20, "alpha": 5 }""", 25, 6.455)]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 0, "50": 100, "100": 300 } }""", 125, 87.80)]
    public void Mean_and_spread_are_those_of_the_distribution(string distribution, double mean, double deviation)
    {
        double[] drawn = Draw(distribution);
        double found = drawn.Average();
        Assert.InRange(found, mean - 0.01 - (4 * deviation / Math.Sqrt(Draws)), mean + 0.01 + (4 * deviation / Math.Sqrt(Draws)));
        double spread = Math.Sqrt(drawn.Average(ms => (ms - found) * (ms - found)));
        Assert.InRange(spread, (0.97 * deviation) - 0.001, (1.03 * deviation) + 0.001);
    }

    [Theory]
    [InlineData("""{ "kind": "uniform", "minMs": 50, "maxMs": 150 }""", 0.9, 140)]
    [InlineData("""{ "kind": "exponential", "meanMs": 40 }""", 0.99, 184.2)]
    [InlineData("""{ "kind": "normal", "meanMs": 100, "standardDeviationMs": 20 }""", 0.975, 139.2)]
    [InlineData("""{ "kind": "lognormal", "medianMs": 80, "sigma": 0.5 }""", 0.5, 80)]
    [InlineData("""{ "kind": "lognormal", "medianMs": 80, "sigma": 0.5 }""", 0.99, 256)]
    [InlineData("""{ "kind": "lognormal", "medianMs": 400, "sigma": 0.8 }""", 0.99, 2572)]
    [InlineData("""{ "kind": "pareto", "minMs": 20, "alpha": 1.5 }""", 0.5, 31.75)]
    [InlineData("""{ "kind": "pareto", "minMs": 20, "alpha": 1.5 }""", 0.99, 430.9)]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "50": 12, "99": 180, "100": 900 } }""", 0.25, 8.5)]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "50": 12, "99": 180, "100": 900 } }""", 0.5, 12)]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "50": 12, "99": 180, "100": 900 } }""", 0.98, 176.6)]
    public void Percentiles_are_those_of_the_distribution(string distribution, double percentile, double ms)
    {
        double[] drawn = Draw(distribution);
        Array.Sort(drawn);
        Assert.InRange(drawn[(int)(percentile * Draws)], ms * 0.97, ms * 1.03);
    }

    [Theory]
    [InlineData("""{ "kind": "normal", "meanMs": 1, "standardDeviationMs": 1000 }""", 0, 3_600_000)]
    [InlineData("""{ "kind": "pareto", "minMs": 3600000, "alpha": 0.1 }""", 3_600_000, 3_600_000)]
    [InlineData("""{ "kind": "pareto", "minMs": 20, "alpha": 0.1 }""", 20, 3_600_000)]
    [InlineData("""{ "kind": "lognormal", "medianMs": 3600000, "sigma": 10 }""", 0, 3_600_000)]
    [InlineData("""{ "kind": "exponential", "meanMs": 3600000 }""", 0, 3_600_000)]
    [InlineData("""{ "kind": "uniform", "minMs": 50, "maxMs": 150 }""", 50, 150)]
    [InlineData("""{ "kind": "percentiles", "percentiles": { "0": 5, "0.1": 5, "99.99": 5, "100": 900 } }""", 5, 900)]
    public void No_time_is_negative_or_longer_than_an_hour_or_out_of_its_range(string distribution, double least, double most) =>
        Assert.All(Draw(distribution), ms => Assert.InRange(ms, least, most));

    [Fact]
    public void The_same_chance_draws_the_same_time()
    {
        foreach (string distribution in new[] { """{ "kind": "exponential", "meanMs": 40 }""", """{ "kind": "normal", "meanMs": 100, "standardDeviationMs": 20 }""" })
        {
            Assert.Equal(Draw(distribution), Draw(distribution));
        }
    }

    private static double[] Draw(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var errors = new List<WorldFileError>();
        Distribution distribution = Distribution.Read(new JsonCursor(document.RootElement, "$", errors));
        Assert.Empty(errors);
        var draw = new FaultDraw(2026, 11);
        double[] drawn = new double[Draws];
        for (int i = 0; i < Draws; i++)
        {
            drawn[i] = distribution.Draw(ref draw).TotalMilliseconds;
        }

        return drawn;
    }
}
