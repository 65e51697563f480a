using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>Two accounts of an organization, and a role for every way to trust somebody.</summary>
internal static class RolesWorld
{
    public const string AccountId = "123456789012";
    public const string OtherAccountId = "210987654321";
    public const string DisabledRegion = "eu-north-1";
    public const string MfaSerial = $"arn:aws:iam::{AccountId}:mfa/mia";
    public const string HardwareSerial = "GAHT12345678";
    public const string MfaSeed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>An administrator, under a path, with the tag <c>Team=red</c>.</summary>
    public static ClientKey Alice { get; } = new("AKIARZPUZDIKALICE234", "alice+secret/0123456789ABCDEFGHIJKLMNOPQ");

    /// <summary>A user without any permission.</summary>
    public static ClientKey Bob { get; } = new("AKIARZPUZDIKBOB22222", "bob+secret/0123456789ABCDEFGHIJKLMNOPQRS");

    /// <summary>May assume roles, but her boundary allows nothing of STS.</summary>
    public static ClientKey Carol { get; } = new("AKIARZPUZDIKCAROL222", "carol+secret/0123456789ABCDEFGHIJKLMNOPQ");

    /// <summary>Has two MFA devices; may assume roles through a group.</summary>
    public static ClientKey Mia { get; } = new("AKIARZPUZDIKMIA22222", "mia+secret/0123456789ABCDEFGHIJKLMNOPQRS");

    public static ClientKey Root { get; } = new("AKIARZPUZDIKGROOT222", "root+secret/0123456789ABCDEFGHIJKLMNOPQR");

    /// <summary>An administrator of the other account, whose service control policy forbids one role.</summary>
    public static ClientKey Erin { get; } = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    public static string Json => $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
          "organization": { "id": "o-exampleorgid", "managementAccountId": "{{AccountId}}" },
          "accounts": [
            {
              "id": "{{AccountId}}",
              "disabledRegions": ["{{DisabledRegion}}"],
              "root": { "accessKeys": [{{KeyOf(Root)}}] },
              "policies": [
                { "name": "ReadOnly", "document": {{Allow("s3:Get*")}} },
                { "name": "OnlyS3", "document": {{Allow("s3:*")}} }
              ],
              "groups": [{ "name": "assumers", "policies": { "assume": {{Allow("sts:AssumeRole")}} } }],
              "users": [
                {
                  "name": "alice", "path": "/team/red/", "tags": { "Team": "red" }, "accessKeys": [{{KeyOf(Alice)}}],
                  "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]
                },
                { "name": "bob", "accessKeys": [{{KeyOf(Bob)}}] },
                {
                  "name": "carol", "accessKeys": [{{KeyOf(Carol)}}], "policies": { "assume": {{Allow("sts:*")}} },
                  "permissionsBoundary": "arn:aws:iam::{{AccountId}}:policy/OnlyS3"
                },
                {
                  "name": "mia", "accessKeys": [{{KeyOf(Mia)}}], "groups": ["assumers"],
                  "mfaDevices": [{ "serialNumber": "{{MfaSerial}}", "seed": "{{MfaSeed}}" }, { "serialNumber": "{{HardwareSerial}}", "seed": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" }]
                }
              ],
              "roles": [
                {{Role("app", Trust("\"AWS\":\"123456789012\"", "sts:AssumeRole\",\"sts:TagSession\",\"sts:SetSourceIdentity"), Admin + ",\"path\":\"/apps/\",\"maxSessionDuration\":7200,\"tags\":{\"Team\":\"blue\",\"Cost\":\"7\"}")}},
                {{Role("untagged", Trust("\"AWS\":\"123456789012\""), Admin)}},
                {{Role("by-account-root", Trust("\"AWS\":\"arn:aws:iam::123456789012:root\""))}},
                {{Role("by-user", Trust("\"AWS\":\"arn:aws:iam::123456789012:user/bob\""))}},
                {{Role("by-user-with-path", Trust("\"AWS\":\"arn:aws:iam::123456789012:user/team/red/alice\""))}},
                {{Role("by-two-users", Trust("\"AWS\":[\"arn:aws:iam::123456789012:user/bob\",\"arn:aws:iam::123456789012:user/mia\"]"))}},
                {{Role("by-boundary-user", Trust("\"AWS\":\"arn:aws:iam::123456789012:user/carol\""))}},
                {{Role("by-anyone", Trust("\"AWS\":\"*\""))}},
                {{Role("by-role", Trust("\"AWS\":\"arn:aws:iam::123456789012:role/apps/app\""))}},
                {{Role("by-session", Trust("\"AWS\":\"arn:aws:sts::123456789012:assumed-role/app/exact\""))}},
                {{Role("by-service", Trust("\"Service\":\"ec2.amazonaws.com\""))}},
                {{Role("but-bob", """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"},{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:user/bob"},"Action":"sts:AssumeRole"}]}""")}},
                {{Role("itself", Trust("\"AWS\":\"123456789012\""), Admin)}},
                {{Role("external", When("StringEquals", "sts:ExternalId", "open:sesame"))}},
                {{Role("named-as-user", When("StringEquals", "sts:RoleSessionName", "${aws:username}"))}},
                {{Role("team-red", When("StringEquals", "aws:PrincipalTag/team", "red"))}},
                {{Role("tagged-cost", When("StringEquals", "aws:RequestTag/Cost", "1", "sts:AssumeRole\",\"sts:TagSession"))}},
                {{Role("from-loopback", When("IpAddress", "aws:SourceIp", "127.0.0.0/8"))}},
                {{Role("from-elsewhere", When("IpAddress", "aws:SourceIp", "203.0.113.0/24"))}},
                {{Role("in-organization", When("StringEquals", "aws:PrincipalOrgID", "o-exampleorgid"))}},
                {{Role("over-tls", When("Bool", "aws:SecureTransport", "true"))}},
                {{Role("with-mfa", When("Bool", "aws:MultiFactorAuthPresent", "true"))}},
                {{Role("with-mfa-if-known", When("BoolIfExists", "aws:MultiFactorAuthPresent", "true"))}},
                {{Role("with-fresh-mfa", When("NumericLessThan", "aws:MultiFactorAuthAge", "3600"))}}
              ]
            },
            {
              "id": "{{OtherAccountId}}",
              "serviceControlPolicies": { "no-cross": {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"sts:AssumeRole","Resource":"arn:aws:iam::*:role/forbidden"}]} },
              "users": [{ "name": "erin", "accessKeys": [{{KeyOf(Erin)}}], "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"] }],
              "roles": [
                {{Role("cross", Trust("\"AWS\":\"123456789012\"", "sts:AssumeRole\",\"sts:TagSession"))}},
                {{Role("cross-bob", Trust("\"AWS\":\"arn:aws:iam::123456789012:user/bob\""))}},
                {{Role("forbidden", Trust("\"AWS\":\"210987654321\""))}},
                {{Role("allowed", Trust("\"AWS\":\"210987654321\""))}}
              ]
            }
          ]
        }
        """;

    private const string Admin = "\"managedPolicyArns\":[\"arn:aws:iam::aws:policy/AdministratorAccess\"]";

    public static string RoleArn(string name) => $"arn:aws:iam::{AccountId}:role/{(name == "app" ? "apps/" : "")}{name}";

    public static string OtherRoleArn(string name) => $"arn:aws:iam::{OtherAccountId}:role/{name}";

    private static string KeyOf(ClientKey key) => $$"""{ "accessKeyId": "{{key.AccessKeyId}}", "secretAccessKey": "{{key.SecretAccessKey}}" }""";

    private static string Allow(string action) => $$$"""{"Statement":{"Effect":"Allow","Action":"{{{action}}}","Resource":"*"}}""";

    private static string Role(string name, string trust, string more = "\"path\":\"/\"") => $$"""{"name":"{{name}}","trustPolicy":{{trust}},{{more}}}""";

    private static string Trust(string principal, string actions = "sts:AssumeRole") =>
        $$$"""{"Statement":{"Effect":"Allow","Principal":{ {{{principal}}} },"Action":["{{{actions}}}"]}}""";

    private static string When(string test, string key, string value, string actions = "sts:AssumeRole") =>
        $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":["{{{actions}}}"],"Condition":{"{{{test}}}":{"{{{key}}}":"{{{value}}}"} } } }""";
}
