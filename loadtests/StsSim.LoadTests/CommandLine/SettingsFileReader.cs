using System.Text.Json.Nodes;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>
/// Reads <c>{"scenario", "duration", "rate", "seed", "clients": [], "copies", "timeout", "warmUp", "parameters": {},
/// "thresholds": [], "expectations": []}</c>, all of them optional. What is of another kind is refused: a threshold that
/// was silently passed over would let everything pass.
/// </summary>
internal sealed class SettingsFileReader
{
    private static readonly string[] Ignored = ["$schema", "description"];

    private readonly JsonObject _document;
    private readonly string _path;

    private SettingsFileReader(JsonObject document, string path)
    {
        _document = document;
        _path = path;
    }

    public static IReadOnlyList<string> Members { get; } =
        ["scenario", "duration", "rate", "seed", "clients", "copies", "timeout", "warmUp", "parameters", "thresholds", "expectations"];

    /// <exception cref="CannotRunException">The file cannot be read, or says what makes no sense.</exception>
    public static SettingsFile Read(string path)
    {
        try
        {
            return new SettingsFileReader(HandwrittenJson.Parse(File.ReadAllText(path), path, "holds no settings"), path).Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} cannot be read: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    private SettingsFile Read()
    {
        if (_document.FirstOrDefault(member => !Members.Contains(member.Key) && !Ignored.Contains(member.Key)).Key is { } unknown)
        {
            throw new CannotRunException($"{_path} says '{unknown}', which is not among {string.Join(", ", Members)}.{Misspelling.Hint(unknown, Members)}");
        }

        return new SettingsFile
        {
            Scenario = Member<string>("scenario", "a name", Text) is { } scenario ? ScenarioOption.Known(scenario) : null,
            Duration = Time("duration", LoadLimits.Duration),
            Rate = Member<double?>("rate", OptionSyntax.NumberIn(LoadLimits.Rate), node => Number(node) is { } rate && LoadLimits.Rate.Holds(rate) ? rate : null),
            Seed = Member<int?>("seed", "a whole number", Whole),
            Clients = Texts("clients"),
            Copies = Member<int?>("copies", OptionSyntax.WholeNumber(LoadLimits.Copies), node => Whole(node) is { } copies && LoadLimits.Copies.Holds(copies) ? copies : null),
            Timeout = Time("timeout", LoadLimits.Wait),
            WarmUp = Time("warmUp", LoadLimits.Wait),
            Parameters = Parameters(),
            Thresholds = Texts("thresholds") ?? [],
            Expectations = Texts("expectations") ?? [],
        };
    }

    private TimeSpan? Time(string name, ValueRange<TimeSpan> range) => Member<TimeSpan?>(
        name, OptionSyntax.TimeIn(range), node => DurationSyntax.TryParse(Text(node) ?? "", out TimeSpan time) && range.Holds(time) ? time : null);

    private string[]? Texts(string name) => Member<string[]>(
        name, "a list of texts", node => node is JsonArray list && list.All(text => Text(text) is not null) ? list.Select(text => Text(text)!).ToArray() : null);

    private Dictionary<string, double> Parameters() => Member<Dictionary<string, double>>(
        "parameters",
        "an object of numbers",
        node => node is JsonObject values && values.All(value => Number(value.Value) is not null)
            ? values.ToDictionary(value => value.Key, value => Number(value.Value)!.Value)
            : null) ?? [];

    /// <param name="shape">What it must be.</param>
    /// <param name="read">Returns <see langword="null"/> of what is something else.</param>
    private T? Member<T>(string name, string shape, Func<JsonNode, T?> read)
    {
        if (_document[name] is not { } node)
        {
            return default;
        }

        return read(node) is { } value
            ? value
            : throw new CannotRunException($"{_path}: {name} must be {shape}, not {node.ToJsonString()}.");
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private static int? Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;
}
