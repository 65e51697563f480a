using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace StsSim.Deploy.Tests.Compose;

/// <summary>A compose file: of its fields, those that this project uses. Another one is refused as unknown.</summary>
public sealed record ComposeFile
{
    public required string Name { get; init; }

    public required Dictionary<string, ComposeService> Services { get; init; }

    public Dictionary<string, object?> Volumes { get; init; } = [];

    public static ComposeFile Read(string path)
    {
        using StreamReader text = File.OpenText(path);
        Dictionary<string, object> merged = new DeserializerBuilder()
            .WithDuplicateKeyChecking()
            .Build()
            .Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(text)));

        // What begins so is there to be referred to, and merged by now.
        string plain = new SerializerBuilder()
            .DisableAliases()
            .WithQuotingNecessaryStrings()
            .Build()
            .Serialize(merged.Where(field => !field.Key.StartsWith("x-", StringComparison.Ordinal)).ToDictionary());
        return new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .WithEnforceRequiredMembers()
            .Build()
            .Deserialize<ComposeFile>(plain);
    }
}
