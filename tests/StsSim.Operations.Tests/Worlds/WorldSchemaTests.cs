using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>The published schema and the reader agree on what a world file is.</summary>
public sealed class WorldSchemaTests
{
    private const string Unknown = "zzz";

    /// <summary>By the schema's pointer to an object: a world in which such an object has a member that nobody knows.</summary>
    public static TheoryData<string, string> Objects { get; } = new()
    {
        { "", """{"zzz":0,"accounts":[{"id":"123456789012"}]}""" },
        { "/properties/organization", """{"organization":{"zzz":0,"id":"o-exampleorgid","managementAccountId":"123456789012"},"accounts":[{"id":"123456789012"}]}""" },
        { "/$defs/account", Account("\"zzz\":0") },
        { "/$defs/account/properties/root", Account("""
            "root":{"zzz":0}
            """) },
        { "/$defs/account/properties/propagationDelay", Account("""
            "propagationDelay":{"zzz":0,"maximumMs":1}
            """) },
        { "/$defs/clock", Account("""
            "clock":{"zzz":0}
            """) },
        { "/$defs/faultRule", Account("""
            "faults":[{"zzz":0,"id":"a","effect":{"type":"malform"}}]
            """) },
        { "/$defs/faultRule/properties/schedule", Account("""
            "faults":[{"id":"a","schedule":{"zzz":0},"effect":{"type":"malform"}}]
            """) },
        { "/$defs/faultMatch", Account("""
            "faults":[{"id":"a","match":{"zzz":0},"effect":{"type":"malform"}}]
            """) },
        { "/$defs/user", Account("""
            "users":[{"zzz":0,"name":"a"}]
            """) },
        { "/$defs/group", Account("""
            "groups":[{"zzz":0,"name":"a"}]
            """) },
        { "/$defs/role", Account("""
            "roles":[{"zzz":0,"name":"a","trustPolicy":{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}}]
            """) },
        { "/$defs/managedPolicy", Account("""
            "policies":[{"zzz":0,"name":"a","document":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}]
            """) },
        { "/$defs/managedPolicy/properties/versions/items", Account("""
            "policies":[{"name":"a","versions":[{"zzz":0,"versionId":"v1","document":{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}}]}]
            """) },
        { "/$defs/oidcProvider", Account("""
            "oidcProviders":[{"zzz":0,"url":"https://x"}]
            """) },
        { "/$defs/samlProvider", Account("""
            "samlProviders":[{"zzz":0,"name":"x"}]
            """) },
        { "/$defs/accessKeys/items", Account("""
            "root":{"accessKeys":[{"zzz":0,"generate":"x"}]}
            """) },
        { "/$defs/mfaDevices/items", Account("""
            "mfaDevices":[{"zzz":0,"serialNumber":"GAHT12345678","seed":"JBSWY3DPEHPK3PXP"}]
            """) },
        { "/$defs/secret/anyOf/2", Account("""
            "root":{"accessKeys":[{"generate":{"zzz":0,"env":"STSSIM_NONE"}}]}
            """) },
        { "/$defs/quotas", Account("""
            "quotas":{"zzz":0}
            """) },
        { "/$defs/quotas/properties/operations", Account("""
            "quotas":{"operations":{"zzz":0}}
            """) },
        { "/$defs/limits", Account("""
            "quotas":{"default":{"zzz":0,"requestsPerSecond":1}}
            """) },
        { "/$defs/permissionsBoundary/anyOf/1", Account("""
            "users":[{"name":"a","permissionsBoundary":{"zzz":0,"deletedPolicyArn":"arn:aws:iam::123456789012:policy/gone"}}]
            """) },
    };

    public static TheoryData<string> Valid { get; } = [RichWorld.Json, DefaultWorld(), """{"accounts":[{"id":"123456789012","alias":null,"users":null,"quotas":{}}]}"""];

    public static TheoryData<string> Invalid { get; } =
    [
        "[]",
        "{}",
        """{"accounts":[]}""",
        """{"accounts":{}}""",
        """{"accounts":[{}]}""",
        """{"accounts":[{"id":"12345"}]}""",
        """{"accounts":[{"id":"123456789012"}],"quotas":5}""",
        """{"accounts":[{"id":"123456789012"}],"organization":{"id":"o-exampleorgid"}}""",
        """{"accounts":[{"id":"123456789012"}],"organization":{"id":"x","managementAccountId":"123456789012"}}""",
        Account("\"count\":0"),
        Account("\"count\":1.5"),
        Account("\"count\":\"2\""),
        Account("\"alias\":1"),
        Account("\"alias\":\"Upper\""),
        Account("\"alias\":\"a--b\""),
        Account("\"mfaDevices\":[{\"serialNumber\":\"GAHT12345678\",\"seed\":\"JBSWY3DPEHPK3PXP\",\"clockDrift\":61}]"),
        Account("\"globalEndpointTokenVersion\":\"v3Token\""),
        Account("\"outboundWebIdentityFederation\":\"yes\""),
        Account("\"outboundWebIdentityFederation\":1"),
        Account("\"disabledRegions\":[\"us-east-1\"]"),
        Account("\"propagationDelay\":{\"minimumMs\":1}"),
        Account("\"propagationDelay\":{\"maximumMs\":-1}"),
        Account("\"propagationDelay\":{\"maximumMs\":1,\"seed\":0.5}"),
        Account("\"users\":{}"),
        Account("\"users\":[{}]"),
        Account("\"users\":[{\"name\":\"a b\"}]"),
        Account("\"users\":[{\"name\":\"a\",\"path\":\"x\"}]"),
        Account("\"users\":[{\"name\":\"a\",\"id\":\"AROACKCEVSQ6C2EXAMPLE\"}]"),
        Account("\"users\":[{\"name\":\"a\",\"createdAt\":\"yesterday\"}]"),
        Account("\"users\":[{\"name\":\"a\",\"tags\":{\"k\":1}}]"),
        Account("\"users\":[{\"name\":\"a\",\"policies\":{\"p\":1}}]"),
        Account("\"users\":[{\"name\":\"a\",\"permissionsBoundary\":{}}]"),
        Account("\"users\":[{\"name\":\"a\",\"accessKeys\":[{}]}]"),
        Account("\"users\":[{\"name\":\"a\",\"accessKeys\":[{\"accessKeyId\":\"AKIARZPUZDIKALICE234\"}]}]"),
        Account("\"users\":[{\"name\":\"a\",\"accessKeys\":[{\"accessKeyId\":\"ASIARZPUZDIKALICE234\",\"secretAccessKey\":\"s\"}]}]"),
        Account("\"users\":[{\"name\":\"a\",\"accessKeys\":[{\"accessKeyId\":\"AKIARZPUZDIKALICE234\",\"secretAccessKey\":\"\"}]}]"),
        Account("\"users\":[{\"name\":\"a\",\"accessKeys\":[{\"accessKeyId\":\"AKIARZPUZDIKALICE234\",\"secretAccessKey\":{}}]}]"),
        Account("\"users\":[{\"name\":\"a\",\"accessKeys\":[{\"accessKeyId\":\"AKIARZPUZDIKALICE234\",\"generate\":\"s\"}]}]"),
        Account("\"users\":[{\"name\":\"a\",\"accessKeys\":[{\"generate\":\"s\",\"status\":\"On\"}]}]"),
        Account("\"roles\":[{\"name\":\"a\"}]"),
        Account("\"policies\":[{\"name\":\"a\"}]"),
        Account("\"policies\":[{\"name\":\"a\",\"versions\":[]}]"),
        Account("\"policies\":[{\"name\":\"a\",\"versions\":[{\"versionId\":\"1\",\"document\":{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}}]}]"),
        Account("\"oidcProviders\":[{\"url\":\"ftp://x\"}]"),
        Account("\"oidcProviders\":[{\"url\":\"https://x\",\"thumbprints\":[\"abc\"]}]"),
        Account("\"oidcProviders\":[{\"url\":\"https://x\",\"jwks\":{}}]"),
        Account("\"samlProviders\":[{\"name\":\"a b\"}]"),
        Account("\"mfaDevices\":[{\"serialNumber\":\"short\",\"seed\":\"JBSWY3DPEHPK3PXP\"}]"),
        Account("\"quotas\":{\"default\":{}}"),
        Account("\"quotas\":{\"perPrincipal\":{}}"),
        Account("\"quotas\":{\"perSource\":5}"),
        Account("\"quotas\":{\"operations\":{\"AssumeRole\":{\"requestsPerSecond\":-1}}}"),
        Account("\"quotas\":{\"default\":{\"requestsPerSecond\":-1}}"),
        Account("\"quotas\":{\"default\":{\"requestsPerSecond\":1,\"burst\":0}}"),
    ];

    [Theory]
    [MemberData(nameof(Valid))]
    public void What_the_reader_takes_is_valid(string json)
    {
        WorldText.Read(json);
        Assert.True(IsValid(json));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void What_is_not_valid_the_reader_does_not_take(string json)
    {
        Assert.False(IsValid(json));
        WorldText.Errors(json);
    }

    [Theory]
    [MemberData(nameof(Objects))]
    public void Both_know_the_same_members(string place, string json)
    {
        Assert.False(IsValid(json));
        WorldFileError error = Assert.Single(WorldText.Errors(json), error => error.Path.EndsWith($".{Unknown}", StringComparison.Ordinal));
        string known = error.Reason.Split("known are ")[1].Split(':')[0];
        JsonNode node = place.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(
            JsonNode.Parse(WorldFileReader.ReadSchema())!, (at, name) => at is JsonArray list ? list[int.Parse(name, null)]! : at[name]!);

        Assert.Equal(
            known.Split(", ").Order(),
            node["properties"]!.AsObject().Select(property => property.Key).Order());
    }

    [Fact]
    public void Every_closed_object_of_the_schema_is_compared()
    {
        var pointers = new List<string>();
        CollectClosed(JsonNode.Parse(WorldFileReader.ReadSchema())!, "", pointers);

        Assert.Equal(pointers.Order(), Objects.Select(row => row.Data.Item1).Order());
    }

    [Fact]
    public void The_default_world_names_the_schema_beside_it()
    {
        using JsonDocument world = JsonDocument.Parse(DefaultWorld(), PublishedSchema.Lenient);

        Assert.Equal("world.schema.json", world.RootElement.GetProperty("$schema").GetString());
    }

    private static void CollectClosed(JsonNode? node, string pointer, List<string> pointers)
    {
        if (node is JsonObject members)
        {
            if (members["additionalProperties"] is JsonValue closed && closed.GetValueKind() == JsonValueKind.False)
            {
                pointers.Add(pointer);
            }

            foreach ((string name, JsonNode? member) in members)
            {
                CollectClosed(member, $"{pointer}/{name}", pointers);
            }
        }
        else if (node is JsonArray items)
        {
            for (int i = 0; i < items.Count; i++)
            {
                CollectClosed(items[i], $"{pointer}/{i}", pointers);
            }
        }
    }

    private static bool IsValid(string json) => PublishedSchema.Accepts(json);

    private static string DefaultWorld()
    {
        using Stream stream = typeof(WorldFileReader).Assembly.GetManifestResourceStream("default-world.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Account(string members) => $$"""{"accounts":[{"id":"123456789012",{{members.Trim()}}}]}""";
}
