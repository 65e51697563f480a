using StsSim.Comparisons.Load;
using StsSim.LoadTests.Clients;

namespace StsSim.Comparisons.Soak;

/// <summary>The world that is soaked: a user who may do everything, a role that it may assume, and an account that is always throttled.</summary>
internal static class SoakWorld
{
    public const string RoleArn = "arn:aws:iam::123456789012:role/soaked";

    public static ClientCredentials Caller => ClientCredentials.Example;

    /// <summary>The caller's key with a secret that is not its own.</summary>
    public static ClientCredentials Forger { get; } = Caller with { SecretAccessKey = "StsSimExampleSecretAccessKeyOfSomeoneElse" };

    public static string Json { get; } = $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 1000000, "burst": 1000000 } },
          "accounts": [
            { "id": "123456789012",
              "users": [{ "name": "loadtest", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                "accessKeys": [{ "accessKeyId": "{{Caller.AccessKeyId}}", "secretAccessKey": "{{Caller.SecretAccessKey}}" }] }],
              "roles": [{ "name": "soaked", "trustPolicy": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789012:root" }, "Action": "sts:AssumeRole" }] } }] },
            {{ThrottledAccount.Json}}
          ]
        }
        """;
}
