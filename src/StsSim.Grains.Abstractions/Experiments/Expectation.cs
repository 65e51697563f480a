namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>What a figure of a report is expected to be, such as <c>outage.successRate &gt;= 0.5</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Phase">The number of the phase, from 0, or <see langword="null"/> for the whole run.</param>
[GenerateSerializer, Immutable, Alias("stssim.Expectation")]
public sealed record Expectation(
    [property: Id(0)] string Text,
    [property: Id(1)] int? Phase,
    [property: Id(2)] Figure Figure,
    [property: Id(3)] Comparison Comparison,
    [property: Id(4)] double Value)
{
    /// <summary>Whether a figure is as expected; one that does not exist, because nothing was observed, never is.</summary>
    public bool IsHeldBy(double? observed) => observed is { } figure && Comparison switch
    {
        Comparison.AtLeast => figure >= Value,
        Comparison.AtMost => figure <= Value,
        Comparison.MoreThan => figure > Value,
        Comparison.LessThan => figure < Value,
        Comparison.Equal => figure == Value,
        _ => figure != Value,
    };
}
