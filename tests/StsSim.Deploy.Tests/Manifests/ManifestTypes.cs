using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace StsSim.Deploy.Tests.Manifests;

/// <summary>
/// Whether values have the types that their fields have. The client's reader, strict as it is about fields, takes
/// <c>"4"</c> for a number and <c>true</c> for a text, which an API server refuses.
/// </summary>
internal static partial class ManifestTypes
{
    /// <exception cref="InvalidManifestException">A value has another type than its field.</exception>
    public static void Check(YamlNode node, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (node is YamlScalarNode scalar)
        {
            Check(scalar, type, path);
        }
        else if (node is YamlSequenceNode sequence)
        {
            Type item = ArgumentOf(type, typeof(IList<>), 0) ?? throw Wrong(node, type, path);
            for (int index = 0; index < sequence.Children.Count; index++)
            {
                Check(sequence.Children[index], item, $"{path}[{index}]");
            }
        }
        else if (node is YamlMappingNode mapping)
        {
            Check(mapping, type, path);
        }
    }

    private static void Check(YamlMappingNode mapping, Type type, string path)
    {
        Type? value = ArgumentOf(type, typeof(IDictionary<,>), 1);
        if (value is null && IsScalar(type))
        {
            throw Wrong(mapping, type, path);
        }

        foreach ((YamlNode key, YamlNode child) in mapping.Children)
        {
            string name = ((YamlScalarNode)key).Value!;
            Check(child, value ?? FieldOf(type, name)?.PropertyType ?? throw new InvalidManifestException($"{path}: {name} is no field of {type.Name}."), $"{path}.{name}");
        }
    }

    private static void Check(YamlScalarNode scalar, Type type, string path)
    {
        string text = scalar.Value ?? "";
        bool isText = scalar.Style != ScalarStyle.Plain;
        if (!isText && Null().IsMatch(text))
        {
            return;
        }

        bool isNumber = !isText && Number().IsMatch(text);
        bool isInteger = !isText && Integer().IsMatch(text);
        bool isBoolean = !isText && Boolean().IsMatch(text);
        bool fits =
            type == typeof(bool) ? isBoolean && text is "true" or "false"
            : type == typeof(int) || type == typeof(long) ? isInteger
            : type == typeof(double) || type == typeof(float) ? isNumber
            : type == typeof(IntOrString) ? !isBoolean && (!isNumber || isInteger)
            : type == typeof(ResourceQuantity) ? !isBoolean
            : type == typeof(object) || (IsScalar(type) && !isNumber && !isBoolean);
        if (!fits)
        {
            throw Wrong(scalar, type, path);
        }
    }

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type == typeof(string) || type == typeof(byte[]) || type == typeof(DateTime) || type == typeof(IntOrString) || type == typeof(ResourceQuantity);

    private static PropertyInfo? FieldOf(Type type, string name) =>
        type.GetProperties().FirstOrDefault(property => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name == name);

    private static Type? ArgumentOf(Type type, Type definition, int index) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[index] : null;

    private static InvalidManifestException Wrong(YamlNode node, Type type, string path) =>
        new($"{path} (line {node.Start.Line}) must be of type {type.Name}, and is {node}.");

    // What YAML 1.1 takes for something else than text, as Kubernetes still reads it.
    [GeneratedRegex("^(true|false|yes|no|on|off|y|n)$", RegexOptions.IgnoreCase)]
    private static partial Regex Boolean();

    [GeneratedRegex(@"^[-+]?(\d[\d_]*)?(\.\d*)?([eE][-+]?\d+)?$|^[-+]?0(x[\da-fA-F_]+|o?[0-7_]+|b[01_]+)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?(0|[1-9]\d*)$")]
    private static partial Regex Integer();

    [GeneratedRegex("^(~|null|)$", RegexOptions.IgnoreCase)]
    private static partial Regex Null();
}
