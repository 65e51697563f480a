using System.Text.Json.Nodes;

namespace StsSim.Compatibility.Tests.Clients.Cases;

/// <summary>What more than one operation refuses.</summary>
internal static class SharedRefusals
{
    public static ExpectedRefusal PolicyIsNoJson { get; } =
        ExpectedRefusal.WithoutSuffix(400, "MalformedPolicyDocument", @"The policy is not in the valid JSON format\.");

    public static ExpectedRefusal TagsTooLarge { get; } = ExpectedRefusal.WithoutSuffix(
        400, "PackedPolicyTooLarge", @"Packed size of session tags consumes [1-9][0-9]{2}% of allotted space\.");

    public static ExpectedRefusal PolicyTooLarge { get; } = ExpectedRefusal.WithoutSuffix(
        400, "PackedPolicyTooLarge", @"Packed policy consumes [1-9][0-9]{2,}% of allotted space, please use smaller policy\.");

    public static ExpectedRefusal RegionDisabled { get; } = RegionDisabledFor(ClientWorld.AccountId);

    public static ExpectedRefusal RegionDisabledFor(string accountId) => ExpectedRefusal.Modelled(
        403,
        "RegionDisabledException",
        $@"STS is not activated in this region for account:{accountId}\. "
        + @"Your account administrator can activate STS in this region using the IAM Console\.");

    /// <summary>A policy far beyond the packed size: three hundred resources that have little in common.</summary>
    public static string LargePolicy { get; } = new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = "s3:GetObject",
            ["Resource"] = new JsonArray([.. Enumerable.Range(0, 300).Select(i => JsonValue.Create($"arn:aws:s3:::{(uint)(i * 2654435761L):x8}-{i * 7919:x}/*"))]),
        },
    }.ToJsonString();

    /// <summary>The input with fifty tags whose values are as long as they may be, and all different.</summary>
    public static string WithTooManyTags(string parameters)
    {
        JsonObject input = JsonNode.Parse(parameters)!.AsObject();
        input["Tags"] = new JsonArray([.. TooManyTags().Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value!.DeepClone() })]);
        return input.ToJsonString();
    }

    /// <summary>As many tags, by key.</summary>
    public static JsonObject TooManyTags() => new(Enumerable.Range(0, 50).Select(i => KeyValuePair.Create(
        $"Tag{i}", (JsonNode?)string.Concat(Enumerable.Range(0, 32).Select(j => $"{(i * 7919) + (j * 104729):x8}")))));
}
