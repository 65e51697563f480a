using System.Text.Json;
using System.Text.Json.Nodes;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>The experiments that come with the simulator: the files in <c>loadtests/experiments</c>.</summary>
internal static class ReadyExperiments
{
    private const string Prefix = "ready-experiments/";

    private static readonly Lazy<IReadOnlyList<ReadyExperiment>> Files = new(() =>
    [
        .. typeof(ReadyExperiments).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ]);

    /// <summary>In the order of their names.</summary>
    public static IReadOnlyList<ReadyExperiment> All => Files.Value;

    private static ReadyExperiment Read(string name)
    {
        using Stream file = typeof(ReadyExperiments).Assembly.GetManifestResourceStream(name)!;
        JsonObject experiment = JsonNode.Parse(
            file, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
        experiment.Remove("$schema"); // a path from where the file lies
        return new ReadyExperiment(name[Prefix.Length..], (string)experiment["name"]!, (string?)experiment["description"], experiment);
    }
}
