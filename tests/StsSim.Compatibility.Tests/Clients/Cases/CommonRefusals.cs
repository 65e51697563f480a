using System.Text.Json.Nodes;

namespace StsSim.Compatibility.Tests.Clients.Cases;

/// <summary>What more than one operation refuses.</summary>
internal static class CommonRefusals
{
    public static ExpectedRefusal PolicyIsNoJson { get; } =
        ExpectedRefusal.WithoutSuffix(400, "MalformedPolicyDocument", @"The policy is not in the valid JSON format\.");

    public static ExpectedRefusal TagsTooLarge { get; } = ExpectedRefusal.WithoutSuffix(
        400, "PackedPolicyTooLarge", @"Packed size of session tags consumes [1-9][0-9]{2}% of allotted space\.");

    /// <summary>The input with fifty tags whose values are as long as they may be, and all different.</summary>
    public static string WithTooManyTags(string parameters)
    {
        JsonObject input = JsonNode.Parse(parameters)!.AsObject();
        input["Tags"] = new JsonArray([.. Enumerable.Range(0, 50).Select(i => new JsonObject
        {
            ["Key"] = $"Tag{i}",
            ["Value"] = string.Concat(Enumerable.Range(0, 32).Select(j => $"{(i * 7919) + (j * 104729):x8}")),
        })]);
        return input.ToJsonString();
    }
}
