using System.Text.Json.Serialization;

namespace StsSim.Testing;

/// <summary>What was expected of clients, beside what the simulator saw.</summary>
/// <param name="Text">As it was written, e.g. <c>client("app-*").amplification &lt;= 1.2</c>.</param>
/// <param name="Clients">The group of clients that breaks it, or comes nearest to that; <see langword="null"/> where it is about none that was seen.</param>
/// <param name="Observed">The figure, or <see langword="null"/> where there was nothing to observe: then it is broken.</param>
/// <param name="Expected">What follows the figure, e.g. <c>&lt;= 1.2</c>.</param>
/// <param name="Outcome"><c>held</c> or <c>broken</c>.</param>
public sealed record CheckedExpectation(
    [property: JsonPropertyName("expectation")] string Text, string Figure, string Expected, double? Observed, string? Clients, string Outcome)
{
    public bool IsHeld => Outcome == "held";

    /// <summary>The figure as it was, for the message of a test that fails.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Text}: {Outcome}, {Figure} was {Observed?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "not observed"}{(Clients is null ? "" : $" for {Clients}")}");
}
