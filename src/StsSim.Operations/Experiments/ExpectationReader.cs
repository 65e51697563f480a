using System.Buffers;
using System.Globalization;
using System.Text.Json;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Experiments;

/// <summary>
/// Reads an expectation: <c>PHASE.FIGURE OPERATOR NUMBER</c>, the phase by its name or <c>*</c> for the whole run, the
/// operator one of <c>&gt;= &lt;= &gt; &lt; == !=</c>.
/// </summary>
internal static class ExpectationReader
{
    internal static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly SearchValues<char> OperatorCharacters = SearchValues.Create("<>=!~");

    private static readonly (string Sign, Comparison Comparison)[] Operators =
    [
        (">=", Comparison.AtLeast), ("<=", Comparison.AtMost), (">", Comparison.MoreThan),
        ("<", Comparison.LessThan), ("==", Comparison.Equal), ("!=", Comparison.NotEqual),
    ];

    /// <summary>The figures as they are written, in the order of <see cref="Figure"/>.</summary>
    internal static IReadOnlyList<string> FigureNames { get; } = [.. Enum.GetNames<Figure>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>The expectation, or <see langword="null"/>, noted, where it makes no sense.</summary>
    public static Expectation? Read(JsonCursor cursor, IReadOnlyList<PhaseDefinition> phases)
    {
        if (cursor.Text() is not { } text)
        {
            return null;
        }

        int dot = text.IndexOf('.', StringComparison.Ordinal);
        int sign = text.AsSpan().IndexOfAny(OperatorCharacters);
        if (dot < 0 || sign < dot)
        {
            cursor.Error("must read PHASE.FIGURE OPERATOR NUMBER, such as outage.successRate >= 0.5; the phase * is the whole run");
            return null;
        }

        int length = text.AsSpan(sign).IndexOfAnyExcept(OperatorCharacters) is var found and > 0 ? found : text.Length - sign;
        bool isPhase = TryPhase(cursor, text[..dot].Trim(), phases, out int? phase);
        Figure? figure = ReadFigure(cursor, text[(dot + 1)..sign].Trim());
        Comparison? comparison = ReadOperator(cursor, text.Substring(sign, length));
        double? value = ReadNumber(cursor, text[(sign + length)..].Trim());
        return isPhase && figure is not null && comparison is not null && value is not null
            ? new Expectation(text, phase, figure.Value, comparison.Value, value.Value)
            : null;
    }

    private static bool TryPhase(JsonCursor cursor, string name, IReadOnlyList<PhaseDefinition> phases, out int? phase)
    {
        phase = null;
        if (name == "*")
        {
            return true;
        }

        for (int number = 0; number < phases.Count; number++)
        {
            if (phases[number].Name == name)
            {
                phase = number;
                return true;
            }
        }

        string[] names = [.. phases.Select(other => other.Name), "*"];
        cursor.Error($"names the phase '{name}', which there is not{Guess(name, names)}");
        return false;
    }

    private static Figure? ReadFigure(JsonCursor cursor, string name)
    {
        for (int figure = 0; figure < FigureNames.Count; figure++)
        {
            if (FigureNames[figure] == name)
            {
                return (Figure)figure;
            }
        }

        cursor.Error($"names the figure '{name}', which there is not{Guess(name, [.. FigureNames])}");
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

    private static string Guess(string name, string[] known) =>
        Spelling.Nearest(name, known) is { } near ? $"; did you mean {near}?" : $"; known are {string.Join(", ", known)}";
}
