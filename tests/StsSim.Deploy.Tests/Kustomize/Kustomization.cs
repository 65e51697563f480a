using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace StsSim.Deploy.Tests.Kustomize;

/// <summary>A <c>kustomization.yaml</c>: of its fields, those that this project uses. Another one is refused as unknown.</summary>
public sealed record Kustomization
{
    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public string? Namespace { get; init; }

    public List<string> Resources { get; init; } = [];

    public List<string> Components { get; init; } = [];

    public List<object> Images { get; init; } = [];

    public List<object> ConfigMapGenerator { get; init; } = [];

    public List<object> Patches { get; init; } = [];

    public List<object> Replacements { get; init; } = [];

    /// <summary>All of the project.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Repository.Deploy, "kustomization.yaml", SearchOption.AllDirectories);

    public static Kustomization Read(string path) => new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .WithEnforceRequiredMembers()
        .Build()
        .Deserialize<Kustomization>(File.ReadAllText(path));
}
