using System.Text.Json.Serialization;

namespace StsSim.LoadTests.Clients;

/// <summary>What the simulator itself says of an experiment; of all its figures, those that are read here.</summary>
/// <param name="State"><c>running</c>, <c>completed</c> or <c>stopped</c>.</param>
internal sealed record ExperimentReport(string Id, string State, long Seed, IReadOnlyList<CheckedExpectation> Expectations)
{
    public bool AllHeld => Expectations.All(expectation => expectation.Held);

    public int HeldCount => Expectations.Count(expectation => expectation.Held);
}

/// <summary>An expectation of the experiment beside what the simulator observed.</summary>
/// <param name="Text">As the file has it.</param>
/// <param name="Observed">Null where there was nothing to observe.</param>
/// <param name="Clients">The group of clients that was observed, where it is about clients.</param>
/// <param name="Outcome"><c>held</c>, <c>broken</c>, or <c>pending</c> while its phase has not ended.</param>
internal sealed record CheckedExpectation(
    [property: JsonPropertyName("expectation")] string Text, string Phase, string Figure, string Expected, double? Observed, string Outcome, string? Clients = null)
{
    public bool Held => Outcome == "held";

    /// <summary>Whether the run has failed where it did not hold.</summary>
    [JsonIgnore]
    public bool IsJudged { get; init; } = true;
}
