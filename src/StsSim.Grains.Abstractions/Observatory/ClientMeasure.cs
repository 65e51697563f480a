using System.IO.Enumeration;

namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What an expectation on clients is about.</summary>
/// <param name="Name">The figure as it was written, e.g. <c>retriesWithin(1s)</c>.</param>
/// <param name="Clients">Which groups, by name, SDK or application id; <c>*</c> and <c>?</c> stand for what they usually do.</param>
/// <param name="Figure">One of the figures, unless it is one of the next two.</param>
/// <param name="WithinMs">Retries that came within so many milliseconds after the answer before them.</param>
/// <param name="PerHourOf">The operation, in lower case, whose calls by one client within an hour are counted.</param>
[GenerateSerializer, Immutable, Alias("stssim.ClientMeasure")]
public sealed record ClientMeasure(
    [property: Id(0)] string Name,
    [property: Id(1)] string Clients,
    [property: Id(2)] ClientFigure? Figure,
    [property: Id(3)] double? WithinMs,
    [property: Id(4)] string? PerHourOf)
{
    /// <summary>Whether it is about a group.</summary>
    public bool IsFor(ClientGroup group) =>
        Matches(group.Name) || Matches(group.Sdk) || Matches($"{group.Sdk}/{group.SdkVersion}") || (group.ApplicationId is { } application && Matches(application));

    /// <summary>Its value for a group, or <see langword="null"/> where there is none.</summary>
    public double? Of(GroupMeasures measures)
    {
        if (WithinMs is { } milliseconds)
        {
            return measures.RetriesWithin(milliseconds);
        }

        return PerHourOf is { } operation
            ? measures.MostCallsPerHour.FirstOrDefault(calls => calls.Key.Equals(operation, StringComparison.OrdinalIgnoreCase)).Value
            : measures.Figures[Figure!.Value];
    }

    private bool Matches(string text) => FileSystemName.MatchesSimpleExpression(Clients, text, ignoreCase: true);
}
