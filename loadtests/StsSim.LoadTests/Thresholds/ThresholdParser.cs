using System.Globalization;
using System.Text.RegularExpressions;
using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Thresholds;

/// <summary>
/// Reads thresholds: <c>[client("NAME").][phase("NAME").][step("NAME").]FIGURE OPERATOR BOUND</c>, with a bound such as
/// <c>200ms</c>, <c>99%</c> or <c>1.5</c>.
/// </summary>
internal static partial class ThresholdParser
{
    /// <exception cref="CannotRunException">The text is none.</exception>
    public static Threshold Parse(string text)
    {
        Match match = Grammar().Match(text);
        if (!match.Success)
        {
            throw new CannotRunException(
                $"'{text}' is no threshold; one looks like 'p99 < 200ms', 'client(\"dotnet-*\").ok >= 99%' or 'step(\"AssumeRole\").p95 < 1s'.");
        }

        string name = match.Groups["figure"].Value;
        ThresholdFigure figure = ThresholdFigure.Find(name) ?? throw new CannotRunException(
            $"'{text}' asks for {name}, which is not among {string.Join(", ", ThresholdFigure.All.Select(known => known.Name))}.");
        return new Threshold(
            text,
            NameOf(match, "client"),
            NameOf(match, "phase"),
            NameOf(match, "step"),
            figure,
            match.Groups["operator"].Value,
            BoundOf(text, figure, match.Groups["bound"].Value));
    }

    private static string? NameOf(Match match, string group) => match.Groups[group] is { Success: true } found ? found.Value : null;

    private static double BoundOf(string text, ThresholdFigure figure, string bound)
    {
        switch (figure.Unit)
        {
            case ThresholdUnit.Milliseconds when !double.TryParse(bound, CultureInfo.InvariantCulture, out _) && DurationSyntax.TryParse(bound, out TimeSpan duration):
                return duration.TotalMilliseconds;
            case ThresholdUnit.Milliseconds:
                throw new CannotRunException($"'{text}' needs a time with its unit, such as 200ms or 1.5s.");
            case ThresholdUnit.Share when bound.EndsWith('%') && double.TryParse(bound.AsSpan(..^1), CultureInfo.InvariantCulture, out double percent):
                return percent / 100;
            case ThresholdUnit.Share:
                throw new CannotRunException($"'{text}' needs a percentage, such as 99%.");
            default:
                return double.TryParse(bound, CultureInfo.InvariantCulture, out double number)
                    ? number
                    : throw new CannotRunException($"'{text}' needs a number.");
        }
    }

    [GeneratedRegex("""^\s*(?:client\("(?<client>[^"]+)"\)\s*\.\s*)?(?:phase\("(?<phase>[^"]+)"\)\s*\.\s*)?(?:step\("(?<step>[^"]+)"\)\s*\.\s*)?(?<figure>[A-Za-z][A-Za-z0-9.]*)\s*(?<operator><=|>=|==|!=|<|>)\s*(?<bound>[0-9][0-9A-Za-z.]*%?)\s*$""")]
    private static partial Regex Grammar();
}
