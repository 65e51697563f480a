using System.Globalization;

namespace StsSim.Iam.Policies;

/// <summary>Numbers in conditions: an integer or decimal, finite.</summary>
internal static class NumberSyntax
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, Style, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number)
        && text[^1] != '\0'; // double.TryParse passes over trailing NULs
}
