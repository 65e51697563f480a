using StsSim.LoadTests.Clients;

namespace StsSim.Comparisons.Load;

/// <summary>An account with a burst of one that is never filled again: from its second request on it is throttled.</summary>
internal static class ThrottledAccount
{
    public static ClientCredentials Key { get; } = new("AKIARZPUZDIKTHROT234", "StsSimExampleSecretAccessKeyOfTheThrottled", SessionToken: null);

    /// <summary>As a world has it.</summary>
    public static string Json { get; } = $$"""
        { "id": "609103258633", "quotas": { "default": { "requestsPerSecond": 0, "burst": 1 } }, "users": [{ "name": "throttled",
          "accessKeys": [{ "accessKeyId": "{{Key.AccessKeyId}}", "secretAccessKey": "{{Key.SecretAccessKey}}" }] }] }
        """;
}
