using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StsSim.Deploy.Tests;

/// <summary>YAML of no type of ours, as the JSON that tools make of it.</summary>
internal static class YamlAsJson
{
    public static JsonNode? Read(string yaml) => ReadAll(yaml).Single();

    public static IEnumerable<JsonNode> ReadAll(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Select(document => Convert(document.RootNode)).OfType<JsonNode>();
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        YamlScalarNode { Style: not ScalarStyle.Plain } text => JsonValue.Create(text.Value),
        YamlScalarNode { Value: null or "" or "null" or "~" } => null,
        YamlScalarNode { Value: "true" or "false" } boolean => JsonValue.Create(boolean.Value == "true"),
        YamlScalarNode { Value: { } number } when long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => JsonValue.Create(whole),
        YamlScalarNode { Value: { } number } when double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) => JsonValue.Create(real),
        YamlScalarNode text => JsonValue.Create(text.Value),
        _ => throw new InvalidOperationException($"{node} cannot be JSON."),
    };
}
