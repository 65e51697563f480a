using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Simulators;

/// <summary>A world with a user for every rule, and the keys to it.</summary>
public static class TestWorld
{
    public const string AccountId = "123456789012";
    public const string OtherAccountId = "210987654321";
    public const string PolicyArn = $"arn:aws:iam::{AccountId}:policy/shared/ReadOnly";

    /// <summary>An administrator under the path <c>/team/red/</c>, and the first user of the first account.</summary>
    public static ClientKey Alice { get; } = new("AKIARZPUZDIKALICE234", "alice+secret/0123456789ABCDEFGHIJKLMNOPQ");

    /// <summary>A user without any permission.</summary>
    public static ClientKey Bob { get; } = new("AKIARZPUZDIKBOB22222", "bob+secret/0123456789ABCDEFGHIJKLMNOPQRS");

    /// <summary>An administrator whose every STS action is denied explicitly.</summary>
    public static ClientKey Carol { get; } = new("AKIARZPUZDIKCAROL222", "carol+secret/0123456789ABCDEFGHIJKLMNOPQ");

    /// <summary>May federate names that begin with <c>dave-</c>, and may not tag them.</summary>
    public static ClientKey Dave { get; } = new("AKIARZPUZDIKDAVE2222", "dave+secret/0123456789ABCDEFGHIJKLMNOPQR");

    public static ClientKey Root { get; } = new("AKIARZPUZDIKGROOT222", "root+secret/0123456789ABCDEFGHIJKLMNOPQR");

    /// <summary>A key of Alice's that is switched off.</summary>
    public static ClientKey Inactive { get; } = new("AKIARZPUZDIKINACTIVE", "inactive+secret/0123456789ABCDEFGHIJKLMN");

    /// <summary>A key of the other account in the old form, which does not carry its account.</summary>
    public static ClientKey Legacy { get; } = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    private static string KeyOf(ClientKey key) => $$"""{ "accessKeyId": "{{key.AccessKeyId}}", "secretAccessKey": "{{key.SecretAccessKey}}" }""";

    public static string Json => $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
          "accounts": [
            {
              "id": "{{AccountId}}",
              "root": { "accessKeys": [{{KeyOf(Root)}}] },
              "policies": [
                { "name": "ReadOnly", "path": "/shared/", "document": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" }] } }
              ],
              "users": [
                {
                  "name": "alice", "path": "/team/red/",
                  "accessKeys": [
                    {{KeyOf(Alice)}},
                    { "accessKeyId": "{{Inactive.AccessKeyId}}", "secretAccessKey": "{{Inactive.SecretAccessKey}}", "status": "Inactive" }
                  ],
                  "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]
                },
                { "name": "bob", "accessKeys": [{{KeyOf(Bob)}}] },
                {
                  "name": "carol", "accessKeys": [{{KeyOf(Carol)}}],
                  "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "policies": { "no-sts": { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "sts:*", "Resource": "*" } } }
                },
                {
                  "name": "dave", "accessKeys": [{{KeyOf(Dave)}}],
                  "policies": {
                    "federate": {
                      "Version": "2012-10-17",
                      "Statement": [{ "Effect": "Allow", "Action": "sts:GetFederationToken", "Resource": "arn:aws:sts::{{AccountId}}:federated-user/dave-*" }]
                    }
                  }
                }
              ]
            },
            {
              "id": "{{OtherAccountId}}",
              "users": [{ "name": "erin", "accessKeys": [{{KeyOf(Legacy)}}], "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"] }]
            }
          ]
        }
        """;
}
