using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Abstractions.Experiments;

/// <summary>What a figure is expected to be: of all requests, such as <c>outage.successRate &gt;= 0.5</c>, or of clients, such as <c>client("app-*").amplification &lt;= 1.2</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Phase">The number of the phase, from 0, or <see langword="null"/> for the whole run.</param>
/// <param name="Figure"><see langword="null"/> where it is about <see cref="Clients"/>.</param>
[GenerateSerializer, Immutable, Alias("stssim.Expectation")]
public sealed record Expectation(
    [property: Id(0)] string Text,
    [property: Id(1)] int? Phase,
    [property: Id(2)] Figure? Figure,
    [property: Id(3)] Comparison Comparison,
    [property: Id(4)] double Value)
{
    /// <summary>What of which clients; <see langword="null"/> where it is about all requests.</summary>
    [Id(5)] public ClientMeasure? Clients { get; init; }

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

    /// <summary>
    /// What an expectation on clients is checked against: the group that breaks it, or else the one that comes nearest to that.
    /// Each group that it is about has to hold it, and there has to be one.
    /// </summary>
    public (double? Observed, string? Group) WorstOf(IReadOnlyList<GroupMeasures> groups)
    {
        (double? Observed, string? Group) worst = default;
        foreach (GroupMeasures group in groups)
        {
            if (!Clients!.IsFor(group.Group))
            {
                continue;
            }

            double? value = Clients.Of(group);
            if (!IsHeldBy(value))
            {
                return (value, group.Group.Name);
            }

            bool isWorse = worst.Group is null || (Comparison is Comparison.AtLeast or Comparison.MoreThan ? value < worst.Observed : value > worst.Observed);
            worst = isWorse ? (value, group.Group.Name) : worst;
        }

        return worst;
    }
}
