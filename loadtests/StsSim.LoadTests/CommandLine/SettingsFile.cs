using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.CommandLine;

/// <summary>
/// A run written down: <c>{"scenario", "duration", "rate", "seed", "clients": [], "copies", "timeout", "warmUp",
/// "parameters": {}, "thresholds": [], "expectations": []}</c>, all of them optional, comments allowed.
/// </summary>
internal sealed record SettingsFile
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] Members =
        ["$schema", "description", "scenario", "duration", "rate", "seed", "clients", "copies", "timeout", "warmUp", "parameters", "thresholds", "expectations"];

    public static SettingsFile None { get; } = new();

    public Scenario? Scenario { get; private init; }

    public TimeSpan? Duration { get; private init; }

    public double? Rate { get; private init; }

    public int? Seed { get; private init; }

    public IReadOnlyList<string>? Clients { get; private init; }

    public int? Copies { get; private init; }

    public TimeSpan? Timeout { get; private init; }

    public TimeSpan? WarmUp { get; private init; }

    public IReadOnlyDictionary<string, double> Parameters { get; private init; } = new Dictionary<string, double>();

    public IReadOnlyList<string> Thresholds { get; private init; } = [];

    public IReadOnlyList<string> Expectations { get; private init; } = [];

    /// <exception cref="CannotRunException">The file cannot be read, or says what makes no sense.</exception>
    public static SettingsFile Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: WithComments) is JsonObject document
                ? Of(document, path)
                : throw new CannotRunException($"{path} holds no settings: it is not a JSON object.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotRunException($"{path} cannot be read: {failure.Message.TrimEnd('.')}.", failure);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new CannotRunException($"{path} holds no settings: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    private static SettingsFile Of(JsonObject document, string path)
    {
        if (document.FirstOrDefault(member => !Members.Contains(member.Key)).Key is { } unknown)
        {
            throw new CannotRunException($"{path} says '{unknown}', which is not among {string.Join(", ", Members.Skip(1))}.");
        }

        string? scenario = (string?)document["scenario"];
        return new SettingsFile
        {
            Scenario = scenario is null ? null : ScenarioCatalog.Find(scenario)
                ?? throw new CannotRunException($"{path}: there is no scenario '{scenario}'; 'list' shows the ones there are."),
            Duration = TimeOf(document, "duration", path),
            Rate = Bounded((double?)document["rate"], "rate", 1, OptionSyntax.HighestRate, path),
            Seed = (int?)document["seed"],
            Clients = document["clients"] is JsonArray clients ? [.. clients.Select(name => (string)name!)] : null,
            Copies = (int?)Bounded((double?)document["copies"], "copies", 1, 2_000, path),
            Timeout = TimeOf(document, "timeout", path),
            WarmUp = TimeOf(document, "warmUp", path),
            Parameters = document["parameters"] is JsonObject values
                ? values.ToDictionary(value => value.Key, value => (double)value.Value!)
                : new Dictionary<string, double>(),
            Thresholds = TextsOf(document["thresholds"]),
            Expectations = TextsOf(document["expectations"]),
        };
    }

    private static string[] TextsOf(JsonNode? list) => [.. (list as JsonArray ?? []).Select(text => (string)text!)];

    private static double? Bounded(double? value, string member, double least, double most, string path) =>
        value is null || (value >= least && value <= most)
            ? value
            : throw new CannotRunException($"{path}: {member} must be from {least} to {most}.");

    private static TimeSpan? TimeOf(JsonObject document, string member, string path) => document[member] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String && DurationSyntax.TryParse((string)value!, out TimeSpan time) && time > TimeSpan.Zero && time <= TimeSpan.FromHours(24) => time,
        _ => throw new CannotRunException($"{path}: {member} must be a time, such as \"30s\" or \"2m\"."),
    };
}
