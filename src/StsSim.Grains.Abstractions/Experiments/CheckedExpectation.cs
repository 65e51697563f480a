using System.Globalization;
using System.Text.Json;

namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>An expectation beside what was observed.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Phase">The phase's name, or <c>*</c> for the whole run.</param>
/// <param name="Figure">Its name.</param>
/// <param name="Expected">What follows the figure, e.g. <c>&gt;= 0.5</c>.</param>
/// <param name="Observed">The figure so far; <see langword="null"/> where there is none.</param>
/// <param name="Clients">The group of clients that was observed, where it is about clients and there are any.</param>
[GenerateSerializer, Immutable, Alias("stssim.CheckedExpectation")]
public sealed record CheckedExpectation(
    [property: Id(0)] string Text,
    [property: Id(1)] string Phase,
    [property: Id(2)] string Figure,
    [property: Id(3)] string Expected,
    [property: Id(4)] double? Observed,
    [property: Id(5)] ExpectationOutcome Outcome,
    [property: Id(6)] string? Clients)
{
    /// <param name="phase">The phase's name, or <c>*</c>.</param>
    /// <param name="isOver">Whether the figure is final.</param>
    public static CheckedExpectation Of(Expectation expectation, string phase, double? observed, string? clients, bool isOver) => new(
        expectation.Text,
        phase,
        expectation.Clients?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(expectation.Figure!.Value.ToString()),
        string.Create(CultureInfo.InvariantCulture, $"{SignOf(expectation.Comparison)} {expectation.Value}"),
        observed,
        !isOver ? ExpectationOutcome.Pending : expectation.IsHeldBy(observed) ? ExpectationOutcome.Held : ExpectationOutcome.Broken,
        clients);

    private static string SignOf(Comparison comparison) => comparison switch
    {
        Comparison.AtLeast => ">=",
        Comparison.AtMost => "<=",
        Comparison.MoreThan => ">",
        Comparison.LessThan => "<",
        Comparison.Equal => "==",
        _ => "!=",
    };
}
