using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Operations.Worlds;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>The world the simulator ships with, and in it the users whom the failures of a client need.</summary>
public sealed class ClientWorld : IDisposable
{
    public const string AccountId = "123456789012";
    public const string OtherAccountId = "210987654321";

    /// <summary>Where both accounts have STS switched off.</summary>
    public const string DisabledRegion = "ap-east-1";

    private const string ThrottledAccountId = "609629065308";

    /// <summary>The administrator whose key the README prints.</summary>
    public static ClientKey Administrator { get; } = new("AKIARZPUZDIKKVJVIU2T", "StsSimExampleSecretAccessKeyForLoadTests");

    /// <summary>A user of the same account without any permission.</summary>
    public static ClientKey Powerless { get; } = new("AKIARZPUZDIKBOB22222", "powerless+secret/0123456789ABCDEFGHIJKLM");

    /// <summary>An administrator of the other account.</summary>
    public static ClientKey OtherAdministrator { get; } = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    /// <summary>A user of an account that may make one request in its life.</summary>
    public static ClientKey Throttled { get; } = new("AKIAY34FZKBOKMUTVV7A", "throttled+secret/0123456789ABCDEFGHIJKLM");

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"stssim-clients-{System.IO.Path.GetRandomFileName()}.json");

    public ClientWorld()
    {
        JsonNode world = ReadDefault();
        JsonObject account = Account(world, AccountId);
        Users(account).Add(User("powerless", Powerless));
        account["roles"]!.AsArray().Add(ShopperRole());
        account["disabledRegions"] = new JsonArray(DisabledRegion);
        JsonObject other = Account(world, OtherAccountId);
        other["disabledRegions"] = new JsonArray(DisabledRegion);
        Users(other).Add(User("erin", OtherAdministrator, "arn:aws:iam::aws:policy/AdministratorAccess"));
        world["accounts"]!.AsArray().Add(new JsonObject
        {
            ["id"] = ThrottledAccountId,
            ["users"] = new JsonArray(User("throttled", Throttled)),
            ["quotas"] = new JsonObject { ["default"] = new JsonObject { ["requestsPerSecond"] = 0, ["burst"] = 1 } },
        });
        File.WriteAllText(Path, world.ToJsonString());
    }

    public void Dispose() => File.Delete(Path);

    private static JsonNode ReadDefault()
    {
        using Stream stream = typeof(WorldFileReader).Assembly.GetManifestResourceStream("default-world.json")!;
        return JsonNode.Parse(stream, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
    }

    private static JsonObject Account(JsonNode world, string accountId) =>
        world["accounts"]!.AsArray().Single(account => (string?)account!["id"] == accountId)!.AsObject();

    private static JsonArray Users(JsonObject account)
    {
        if (account["users"] is null)
        {
            account["users"] = new JsonArray();
        }

        return account["users"]!.AsArray();
    }

    // For those who come from Login with Amazon.
    private static JsonNode ShopperRole() => JsonNode.Parse(
        """
        {
          "name": "shopper",
          "trustPolicy": {
            "Version": "2012-10-17",
            "Statement": { "Effect": "Allow", "Principal": { "Federated": "www.amazon.com" }, "Action": "sts:AssumeRoleWithWebIdentity" }
          }
        }
        """)!;

    private static JsonObject User(string name, ClientKey key, params string[] managedPolicyArns) => new()
    {
        ["name"] = name,
        ["accessKeys"] = new JsonArray(new JsonObject { ["accessKeyId"] = key.AccessKeyId, ["secretAccessKey"] = key.SecretAccessKey }),
        ["managedPolicyArns"] = new JsonArray([.. managedPolicyArns.Select(arn => JsonValue.Create(arn))]),
    };
}
