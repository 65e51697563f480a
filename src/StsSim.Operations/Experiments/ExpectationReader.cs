using System.Buffers;
using System.Globalization;
using System.Text.Json;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Experiments;

/// <summary>
/// Reads an expectation: <c>PHASE.FIGURE OPERATOR NUMBER</c>, the phase by its name or <c>*</c> for the whole run, the
/// operator one of <c>&gt;= &lt;= &gt; &lt; == !=</c>; or <c>PHASE.client("PATTERN").FIGURE OPERATOR NUMBER</c>. Without a phase
/// it is about the whole run, without clients a figure of clients is about all of them.
/// </summary>
internal static class ExpectationReader
{
    internal static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private const string Client = "client(\"";
    private const string ClientEnd = "\").";
    private const string WholeRun = "*";

    private static readonly SearchValues<char> OperatorCharacters = SearchValues.Create("<>=!~");

    private static readonly (string Sign, Comparison Comparison)[] Operators =
    [
        (">=", Comparison.AtLeast), ("<=", Comparison.AtMost), (">", Comparison.MoreThan),
        ("<", Comparison.LessThan), ("==", Comparison.Equal), ("!=", Comparison.NotEqual),
    ];

    /// <summary>The figures of all requests as they are written, in the order of <see cref="Figure"/>.</summary>
    internal static IReadOnlyList<string> FigureNames { get; } = [.. Enum.GetNames<Figure>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>The expectation, or <see langword="null"/>, noted, where it makes no sense.</summary>
    /// <param name="phases"><see langword="null"/> outside of experiments, where expectations are about clients alone.</param>
    public static Expectation? Read(JsonCursor cursor, IReadOnlyList<PhaseDefinition>? phases)
    {
        if (cursor.Text() is not { } text)
        {
            return null;
        }

        int patternEnd = text.LastIndexOf(ClientEnd, StringComparison.Ordinal);
        int sign = text.AsSpan(Math.Max(0, patternEnd)).IndexOfAny(OperatorCharacters) + Math.Max(0, patternEnd);
        if (sign < 0 || !OperatorCharacters.Contains(text[sign]) || !TrySplit(text[..sign], out string phaseName, out string? clients, out string name))
        {
            cursor.Error(
                "must read PHASE.FIGURE OPERATOR NUMBER, such as outage.successRate >= 0.5, or PHASE.client(\"NAME\").FIGURE OPERATOR NUMBER, such as client(\"app-*\").amplification <= 1.2; the phase * is the whole run");
            return null;
        }

        int length = text.AsSpan(sign).IndexOfAnyExcept(OperatorCharacters) is var found and > 0 ? found : text.Length - sign;
        bool isPhase = TryPhase(cursor, phaseName, phases, out int? phase);
        Figure? figure = clients is null && phases is not null ? FigureOf(name) : null;
        ClientMeasure? measure = figure is null ? ClientMeasureReader.Read(cursor, name, clients, phase, phases is not null) : null;
        Comparison? comparison = ReadOperator(cursor, text.Substring(sign, length));
        double? value = ReadNumber(cursor, text[(sign + length)..].Trim());
        return isPhase && (figure is not null || measure is not null) && comparison is not null && value is not null
            ? new Expectation(text, phase, figure, comparison.Value, value.Value) { Clients = measure }
            : null;
    }

    // The phase, the clients and the figure; of these the last alone has to be there.
    private static bool TrySplit(string text, out string phase, out string? clients, out string figure)
    {
        int client = text.IndexOf(Client, StringComparison.Ordinal);
        int end = text.LastIndexOf(ClientEnd, StringComparison.Ordinal);
        if (client >= 0 && end > client)
        {
            string before = text[..client].Trim();
            phase = before.Length == 0 ? WholeRun : before.TrimEnd('.').Trim();
            clients = text[(client + Client.Length)..end];
            figure = text[(end + ClientEnd.Length)..].Trim();
            return clients.Length > 0 && figure.Length > 0 && (before.Length == 0 || before.EndsWith('.'));
        }

        int argument = text.IndexOf('(', StringComparison.Ordinal);
        int dot = text.IndexOf('.', 0, argument < 0 ? text.Length : argument);
        phase = dot < 0 ? WholeRun : text[..dot].Trim();
        clients = null;
        figure = text[(dot + 1)..].Trim();
        return figure.Length > 0;
    }

    private static bool TryPhase(JsonCursor cursor, string name, IReadOnlyList<PhaseDefinition>? phases, out int? phase)
    {
        phase = null;
        if (name == WholeRun)
        {
            return true;
        }

        for (int number = 0; number < phases?.Count; number++)
        {
            if (phases[number].Name == name)
            {
                phase = number;
                return true;
            }
        }

        string[] names = [.. (phases ?? []).Select(other => other.Name), WholeRun];
        cursor.Error($"names the phase '{name}', which there is not{Guess(name, names)}");
        return false;
    }

    private static Figure? FigureOf(string name)
    {
        for (int figure = 0; figure < FigureNames.Count; figure++)
        {
            if (FigureNames[figure] == name)
            {
                return (Figure)figure;
            }
        }

        return null;
    }

    private static Comparison? ReadOperator(JsonCursor cursor, string sign)
    {
        foreach ((string known, Comparison comparison) in Operators)
        {
            if (known == sign)
            {
                return comparison;
            }
        }

        cursor.Error($"has the operator '{sign}'; known are {string.Join(' ', Operators.Select(known => known.Sign))}");
        return null;
    }

    private static double? ReadNumber(JsonCursor cursor, string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
        {
            return value;
        }

        cursor.Error($"ends in '{text}', which is no number");
        return null;
    }

    internal static string Guess(string name, string[] known) =>
        Spelling.Nearest(name, known) is { } near ? $"; did you mean {near}?" : $"; known are {string.Join(", ", known)}";
}
