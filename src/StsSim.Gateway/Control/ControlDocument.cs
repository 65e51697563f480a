using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StsSim.Gateway.Control;

/// <summary>
/// The OpenAPI document of the control API, <c>openapi.json</c> beside this file: the one list of routes. A test holds it
/// to the routes there are.
/// </summary>
internal sealed class ControlDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<JsonObject> _document = new(Read);

    /// <summary>The simulator's, e.g. <c>1.2.3</c>, or <c>1.2.4-alpha.0.5</c> between releases.</summary>
    public static string Version { get; } =
        typeof(ControlDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public string Json => field ??= _document.Value.ToJsonString(Indented) + "\n";

    /// <summary>The routes, in the order of the document.</summary>
    public IReadOnlyList<ControlOperation> Operations => field ??=
    [
        .. from path in _document.Value["paths"]!.AsObject()
           from member in path.Value!.AsObject()
           where member.Key != "parameters"
           select new ControlOperation(member.Key.ToUpperInvariant(), path.Key, (string)member.Value!["summary"]!),
    ];

    private static JsonObject Read()
    {
        using Stream file = typeof(ControlDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        JsonObject document = JsonNode.Parse(file)!.AsObject();
        document["info"]!["version"] = Version;
        return document;
    }
}
