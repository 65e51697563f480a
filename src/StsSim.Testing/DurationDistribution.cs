using System.Globalization;
using System.Text.Json.Nodes;

namespace StsSim.Testing;

/// <summary>How long something takes.</summary>
public sealed class DurationDistribution
{
    private readonly object _body;

    private DurationDistribution(object body) => _body = body;

    /// <summary>Always the same.</summary>
    public static DurationDistribution Fixed(TimeSpan length) => new(new { Kind = "fixed", Ms = length.TotalMilliseconds });

    /// <summary>Evenly spread.</summary>
    public static DurationDistribution Uniform(TimeSpan minimum, TimeSpan maximum) =>
        new(new { Kind = "uniform", MinMs = minimum.TotalMilliseconds, MaxMs = maximum.TotalMilliseconds });

    /// <summary>The service time of queueing theory's M/M/c.</summary>
    public static DurationDistribution Exponential(TimeSpan mean) => new(new { Kind = "exponential", MeanMs = mean.TotalMilliseconds });

    /// <summary>The bell curve, cut off at zero.</summary>
    public static DurationDistribution Normal(TimeSpan mean, TimeSpan standardDeviation) =>
        new(new { Kind = "normal", MeanMs = mean.TotalMilliseconds, StandardDeviationMs = standardDeviation.TotalMilliseconds });

    /// <summary>What latencies of real services look like.</summary>
    /// <param name="sigma">Of the logarithm: 0.5 puts the 99th percentile at three times the median, 1 at ten times.</param>
    public static DurationDistribution Lognormal(TimeSpan median, double sigma) => new(new { Kind = "lognormal", MedianMs = median.TotalMilliseconds, Sigma = sigma });

    /// <summary>Mostly short, now and then very long.</summary>
    /// <param name="alpha">The heavier the tail the smaller.</param>
    public static DurationDistribution Pareto(TimeSpan minimum, double alpha) => new(new { Kind = "pareto", MinMs = minimum.TotalMilliseconds, Alpha = alpha });

    /// <summary>As it was measured, straight lines between the points.</summary>
    /// <param name="points">Percentiles, 0 and 100 among them, and how long each takes.</param>
    public static DurationDistribution Percentiles(IReadOnlyDictionary<double, TimeSpan> points) => new(new
    {
        Kind = "percentiles",
        Percentiles = points.ToDictionary(point => point.Key.ToString(CultureInfo.InvariantCulture), point => point.Value.TotalMilliseconds),
    });

    /// <summary>Any distribution as the control API takes it.</summary>
    public static DurationDistribution FromJson(JsonObject distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        return new DurationDistribution(distribution.DeepClone());
    }

    internal object ToBody() => _body;
}
