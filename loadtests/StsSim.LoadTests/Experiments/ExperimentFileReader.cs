using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Experiments;

/// <summary>
/// Reads of an experiment what concerns its load. What the simulator does in its phases, and what is expected, the
/// simulator reads itself, and refuses where it makes no sense.
/// </summary>
internal sealed class ExperimentFileReader
{
    private const int DefaultSeed = 1;

    private readonly string _where;

    private ExperimentFileReader(string where) => _where = where;

    /// <param name="where">Where the text is from, for what is said of errors.</param>
    public static ExperimentFile Read(string text, string where) => new ExperimentFileReader(where).Read(text);

    private ExperimentFile Read(string text)
    {
        try
        {
            JsonObject document = HandwrittenJson.Parse(text, _where, "is no experiment");
            document["seed"] ??= DefaultSeed;
            return new ExperimentFile(
                (string?)document["name"] ?? throw Refusal("has no name"),
                (string?)document["description"] ?? "",
                (int)document["seed"]!,
                ReadPhases(document),
                ReadLoad(document["load"]),
                document);
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or OverflowException)
        {
            throw new CannotRunException($"{_where} is no experiment: {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    private ExperimentPhase[] ReadPhases(JsonObject document)
    {
        ExperimentPhase[] phases = [.. (document["phases"] as JsonArray ?? []).Select(ReadPhase)];
        return phases.Length > 0 ? phases : throw Refusal("has no phases");
    }

    private ExperimentPhase ReadPhase(JsonNode? phase)
    {
        string name = (string?)phase?["name"] ?? throw Refusal("has a phase without a name");
        TimeSpan duration = phase!["duration"] switch
        {
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => TimeSpan.FromSeconds((double)value),
            JsonValue value when DurationSyntax.TryParse((string)value!, out TimeSpan parsed) => parsed,
            _ => TimeSpan.Zero,
        };
        return duration > TimeSpan.Zero
            ? new ExperimentPhase(name, (string?)phase["description"], duration)
            : throw Refusal($"does not say how long its phase {name} lasts, as 500ms or 30s would");
    }

    private ExperimentLoad ReadLoad(JsonNode? load)
    {
        ExperimentLoad otherwise = ExperimentLoad.Default;
        string operation = (string?)load?["operation"] ?? otherwise.Operation;
        if (!ExperimentLoad.Operations.Contains(operation))
        {
            throw Refusal($"asks for {operation}, which is not among {string.Join(", ", ExperimentLoad.Operations)}");
        }

        return new ExperimentLoad(
            (double?)load?["ratePerSecond"] ?? otherwise.RatePerSecond,
            load?["clients"] is JsonArray { Count: > 0 } names ? [.. names.Select(name => Client((string?)name))] : otherwise.Clients,
            operation,
            load?["timeoutMs"] is { } timeout ? TimeSpan.FromMilliseconds((double)timeout) : otherwise.Timeout,
            (int?)load?["sessionSeconds"] ?? otherwise.SessionSeconds);
    }

    private ClientKind Client(string? name) => ClientCatalog.Find(name ?? "")
        ?? throw Refusal($"names the clients '{name}', which are not among {string.Join(", ", ClientCatalog.All.Select(client => client.Name))}");

    private CannotRunException Refusal(string predicate) => new($"{_where} {predicate}.");
}
