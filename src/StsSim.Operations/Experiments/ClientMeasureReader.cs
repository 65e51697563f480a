using System.Text.Json;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Experiments;

/// <summary>
/// Reads what of clients is expected to be something: a <see cref="ClientFigure"/>, <c>retriesWithin(1s)</c>, or
/// <c>assumeRolePerHour</c>, likewise for every operation of STS.
/// </summary>
internal static class ClientMeasureReader
{
    private const string RetriesWithin = "retriesWithin(";
    private const string PerHour = "PerHour";
    private const string Everybody = "*";

    /// <summary>The figures of clients as they are written, in the order of <see cref="ClientFigure"/>.</summary>
    internal static readonly string[] FigureNames = [.. Enum.GetNames<ClientFigure>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Calls of one client in an hour, for each operation of STS.</summary>
    internal static readonly string[] PerHourNames =
    [
        .. typeof(Sts.StsOperation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Sts.StsOperation)) && !type.IsAbstract)
            .Select(type => JsonNamingPolicy.CamelCase.ConvertName(type.Name) + PerHour)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The measure, or <see langword="null"/>, noted, where there is none of that name.</summary>
    /// <param name="clients">The pattern, or <see langword="null"/> for all.</param>
    /// <param name="inExperiment">Whether figures of all requests may be meant as well.</param>
    public static ClientMeasure? Read(JsonCursor cursor, string name, string? clients, int? phase, bool inExperiment)
    {
        string pattern = clients ?? Everybody;
        if (name.StartsWith(RetriesWithin, StringComparison.Ordinal) && name.EndsWith(')'))
        {
            return ReadRetriesWithin(cursor, name, pattern);
        }

        if (PerHourNames.Contains(name))
        {
            if (phase is not null)
            {
                cursor.Error($"names {name} of a phase: calls per hour are counted over the whole run");
                return null;
            }

            return new ClientMeasure(name, pattern, Figure: null, WithinMs: null, name[..^PerHour.Length].ToLowerInvariant());
        }

        int figure = Array.IndexOf(FigureNames, name);
        if (figure >= 0)
        {
            return new ClientMeasure(name, pattern, (ClientFigure)figure, WithinMs: null, PerHourOf: null);
        }

        string[] known = [.. inExperiment && clients is null ? ExpectationReader.FigureNames : [], .. FigureNames, "retriesWithin(1s)", .. PerHourNames];
        cursor.Error($"names the figure '{name}', which there is not{ExpectationReader.Guess(name, known)}");
        return null;
    }

    private static ClientMeasure? ReadRetriesWithin(JsonCursor cursor, string name, string pattern)
    {
        if (DurationReader.SecondsOf(name[RetriesWithin.Length..^1].Trim()) is not { } seconds)
        {
            cursor.Error($"asks for {name}: in the parentheses stands a duration such as 500ms, 1s or 2m");
            return null;
        }

        return new ClientMeasure(name, pattern, Figure: null, seconds * 1000, PerHourOf: null);
    }
}
