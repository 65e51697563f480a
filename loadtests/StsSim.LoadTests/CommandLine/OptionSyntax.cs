using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StsSim.LoadTests.CommandLine;

/// <summary>The shapes that options have. Each is made here, reads its value and says in one sentence what it must be.</summary>
internal static partial class OptionSyntax
{
    /// <summary>A whole number; thousands may be set apart by commas.</summary>
    public static Option<int?> Whole(string name, string description, ValueRange<int> range) => Of<int?>(
        name, "N", description, Shape(WholeNumber(range)), text => TryReadWhole(text, out int number) && range.Holds(number) ? number : null);

    /// <summary>A number; thousands may be set apart by commas.</summary>
    public static Option<double?> Number(string name, string description, ValueRange<double> range) => Of<double?>(
        name, "N", description, Shape(NumberIn(range)), text => TryReadNumber(text, out double number) && range.Holds(number) ? number : null);

    /// <summary>A time, such as <c>1m30s</c>.</summary>
    public static Option<TimeSpan?> Time(string name, string description, ValueRange<TimeSpan> range) => Of<TimeSpan?>(
        name, "TIME", description, Shape(TimeIn(range)), text => DurationSyntax.TryParse(text, out TimeSpan time) && range.Holds(time) ? time : null);

    /// <summary>One of a few words.</summary>
    public static Option<T?> Word<T>(string name, string description, IReadOnlyList<(string Word, T Value)> words)
        where T : struct
    {
        Option<T?> option = Of<T?>(
            name,
            string.Join('|', words.Select(known => known.Word)),
            description,
            Shape(string.Join(" or ", words.Select(known => known.Word))),
            text => words.Where(known => known.Word == text).Select(known => (T?)known.Value).FirstOrDefault());
        option.CompletionSources.Clear(); // of an enumeration it would complete the members' names
        option.CompletionSources.Add([.. words.Select(known => known.Word)]);
        return option;
    }

    /// <summary>The address of a service.</summary>
    public static Option<Uri?> Endpoint(string description) => Of<Uri?>(
        "--endpoint",
        "URL",
        description,
        text => $"must be an address such as http://127.0.0.1:7870, not '{text}'.{EndpointHint(text)}",
        AddressOf);

    public static Option<int?> Seed(string description) => Of<int?>(
        "--seed", "N", description, Shape("a whole number"), text => TryReadWhole(text, out int seed) ? seed : null);

    /// <summary>Invocations a second, of each client group.</summary>
    public static Option<double?> Rate(string otherwise) =>
        Number("--rate", $"Invocations per second offered by each client group. [default: {otherwise}]", LoadLimits.Rate);

    public static Option<string?> Text(string name, string helpName, string description) => new(name) { Description = description, HelpName = helpName };

    public static Option<string?> File(string name, string description) => Text(name, "FILE", description);

    /// <summary>Texts, each after the option's name again.</summary>
    public static Option<string[]> Texts(string name, string helpName, string description) =>
        new(name) { Description = $"{description} May be given several times.", HelpName = helpName };

    /// <summary>Names, separated by commas.</summary>
    /// <param name="known">Those that there are, for tab completion.</param>
    public static Option<string?> Names(string name, string description, IEnumerable<string> known)
    {
        Option<string?> option = Text(name, "A,B", description);
        option.CompletionSources.Add(context => CompletedNames(context, known));
        return option;
    }

    /// <summary>The names in a text that separates them by commas, each of them once.</summary>
    public static string[] NamesIn(string text) =>
        [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What comes before the first equals sign of <c>NAME=VALUE</c> and what comes after; neither may be empty.</summary>
    public static bool TrySplit(string text, out string name, out string value)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        (name, value) = equals < 1 ? ("", "") : (text[..equals].Trim(), text[(equals + 1)..]);
        return name.Length > 0 && value.Length > 0;
    }

    public static bool TryReadNumber(string text, out double number) =>
        double.TryParse(WithoutCommas(text), NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    public static string WholeNumber(ValueRange<int> range) => Invariant($"a whole number from {range.Least} to {range.Most}");

    public static string NumberIn(ValueRange<double> range) => Invariant($"a number from {range.Least} to {range.Most}");

    public static string TimeIn(ValueRange<TimeSpan> range) =>
        $"a time from {DurationSyntax.Of(range.Least)} to {DurationSyntax.Of(range.Most)}, such as 30s or 2m";

    private static bool TryReadWhole(string text, out int number) =>
        int.TryParse(WithoutCommas(text), NumberStyles.Integer, CultureInfo.InvariantCulture, out number);

    // Only where they set thousands apart: a comma may as well have been meant as a decimal point.
    private static string WithoutCommas(string text) => Thousands().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text;

    private static string EndpointHint(string text) =>
        text.Contains('@', StringComparison.Ordinal) ? " Whose requests it gets is said by --access-key-id."
        : !text.Contains("://", StringComparison.Ordinal) && AddressOf($"http://{text}") is { } meant ? $" Did you mean {meant.OriginalString}?"
        : "";

    private static Uri? AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint)
        && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps)
        && endpoint.UserInfo.Length == 0
            ? endpoint
            : null;

    /// <summary>What the last of some names that are separated by commas may become.</summary>
    public static IEnumerable<CompletionItem> CompletedNames(CompletionContext context, IEnumerable<string> known)
    {
        int last = context.WordToComplete.LastIndexOf(',') + 1;
        string before = context.WordToComplete[..last];
        return known.Where(name => name.StartsWith(context.WordToComplete[last..], StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionItem(before + name));
    }

    private static Func<string, string> Shape(string shape) => text => $"must be {shape}, not '{text}'.";

    /// <param name="complaint">What is wrong with a text that says nothing, after the option's name.</param>
    /// <param name="read">Returns <see langword="null"/> of such a text.</param>
    private static Option<T> Of<T>(string name, string helpName, string description, Func<string, string> complaint, Func<string, T> read) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = argument =>
        {
            string text = argument.Tokens[0].Value;
            T value = read(text);
            if (value is null)
            {
                argument.AddError($"{name} {complaint(text)}");
            }

            return value;
        },
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$")]
    private static partial Regex Thousands();
}
