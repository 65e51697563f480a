using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using StsSim.Iam.Identities;

namespace StsSim.Iam.Policies;

/// <summary>
/// The AWS-managed policies that are known here, with the documents AWS had published by May 2026, as
/// <c>AwsManaged/</c> holds them. Where AWS's id of a policy is not known, it has one of the same form.
/// </summary>
public static class ManagedPolicies
{
    public const string AdministratorAccessArn = "arn:aws:iam::aws:policy/AdministratorAccess";

    private const string Folder = "aws-managed";

    // Read by who first asks for any of them; a document, by who asks for that.
    private static readonly Lazy<FrozenDictionary<string, AwsManagedPolicy>> ByArn =
        new(() => ReadAll().ToFrozenDictionary(policy => policy.Arn, StringComparer.Ordinal));

    public static IReadOnlyList<AwsManagedPolicy> All => ByArn.Value.Values;

    /// <summary>The ARNs of all of them.</summary>
    public static IReadOnlyCollection<string> Arns => ByArn.Value.Keys;

    /// <summary>The document of an AWS-managed policy, or <see langword="null"/>.</summary>
    public static string? Find(string arn) => FindPolicy(arn)?.Document;

    public static AwsManagedPolicy? FindPolicy(string arn) => ByArn.Value.GetValueOrDefault(arn);

    private static List<AwsManagedPolicy> ReadAll()
    {
        using Stream index = Open("/policies.json");
        using JsonDocument json = JsonDocument.Parse(index);
        return [.. json.RootElement.EnumerateArray().Select(Read)];
    }

    private static AwsManagedPolicy Read(JsonElement json)
    {
        string name = json.GetProperty("name").GetString()!;
        string path = json.GetProperty("path").GetString()!;
        return new AwsManagedPolicy(() => ReadDocument($"{path}{name}.json"))
        {
            Name = name,
            Path = path,
            Arn = $"arn:aws:iam::aws:policy{path}{name}",
            PolicyId = Optional(json, "policyId") ?? UniqueId.Derive(UniqueId.Policy, default, $"policy/{name}"),
            Description = Optional(json, "description"),
            CreatedAt = json.GetProperty("createDate").GetDateTimeOffset(),
            UpdatedAt = json.GetProperty("updateDate").GetDateTimeOffset(),
            DefaultVersionId = json.GetProperty("defaultVersionId").GetString()!,
        };
    }

    private static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static string ReadDocument(string path)
    {
        using var reader = new StreamReader(Open(path));
        return reader.ReadToEnd().TrimEnd();
    }

    private static Stream Open(string path) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + path) ?? throw new InvalidOperationException($"{Folder}{path} is no resource.");
}
