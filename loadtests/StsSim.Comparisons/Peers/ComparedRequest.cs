using StsSim.Comparisons.Load;
using StsSim.LoadTests.Clients;

namespace StsSim.Comparisons.Peers;

/// <summary>A kind of request that servers are compared by.</summary>
/// <param name="Status">What it is answered with.</param>
/// <param name="MostProcessorTime">The budget: how many times the CPU of bare Kestrel the simulator may use.</param>
internal sealed record ComparedRequest(string Title, Func<int, StsRequest> Request, ClientCredentials Credentials, int Status, double MostProcessorTime)
{
    // A thousand users, asked for in turn.
    private const int Users = 1000;

    /// <summary>The world in which they are answered so: everything is in force, and one account is always throttled.</summary>
    public static string World { get; } = $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 1000000, "burst": 1000000 } },
          "accounts": [
            { "id": "123456789012", "users": [{ "name": "loadtest", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
              "accessKeys": [{ "accessKeyId": "{{ClientCredentials.Example.AccessKeyId}}", "secretAccessKey": "{{ClientCredentials.Example.SecretAccessKey}}" }] }] },
            {{ThrottledAccount.Json}}
          ]
        }
        """;

    public static ComparedRequest GetFederationToken { get; } = new(
        "GetFederationToken", i => StsRequest.GetFederationToken($"user-{i % Users}"), ClientCredentials.Example, 200, MostProcessorTime: 2.0);

    public static IReadOnlyList<ComparedRequest> All { get; } =
    [
        GetFederationToken,
        new("GetCallerIdentity", _ => StsRequest.GetCallerIdentity, ClientCredentials.Example, 200, MostProcessorTime: 1.7),
        new("GetFederationToken, throttled", i => StsRequest.GetFederationToken($"user-{i % Users}"), ThrottledAccount.Key, 400, MostProcessorTime: 1.6),
    ];
}
