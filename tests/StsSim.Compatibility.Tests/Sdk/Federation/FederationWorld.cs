using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>Two accounts of an organization, roles for federated identities, and their providers.</summary>
internal static class FederationWorld
{
    public const string AccountId = "123456789012";
    public const string MemberAccountId = "210987654321";
    public const string DisabledRegion = "eu-north-1";
    public const string SamlProviderArn = "arn:aws:iam::123456789012:saml-provider/stssim";

    /// <summary>An administrator with the tag <c>Team=red</c>.</summary>
    public static ClientKey Alice { get; } = new("AKIARZPUZDIKALICE234", "alice+secret/0123456789ABCDEFGHIJKLMNOPQ");

    /// <summary>May do in S3 what she likes but delete, and ask for tokens without tags.</summary>
    public static ClientKey Bob { get; } = new("AKIARZPUZDIKBOB22222", "bob+secret/0123456789ABCDEFGHIJKLMNOPQRS");

    /// <summary>An administrator of the member account.</summary>
    public static ClientKey Erin { get; } = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    public static string RoleArn(string name) => $"arn:aws:iam::{AccountId}:role/{name}";

    /// <param name="providerUrl">A provider whose keys are fetched over HTTP, or nothing.</param>
    /// <param name="metadata">Metadata of a second SAML provider, <c>own</c>.</param>
    public static string Json(string? providerUrl = null, string? metadata = null) => $$$"""
        {
          "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
          "organization": { "id": "o-exampleorgid", "managementAccountId": "{{{AccountId}}}" },
          "accounts": [
            {
              "id": "{{{AccountId}}}",
              "disabledRegions": ["{{{DisabledRegion}}}"],
              "outboundWebIdentityFederation": true,
              "oidcProviders": [
                { "url": "https://oidc.stssim.test", "clientIds": ["sts.amazonaws.com"] },
                { "url": "{{{providerUrl ?? "https://unreachable.invalid"}}}", "clientIds": ["sts.amazonaws.com"] }
              ],
              "samlProviders": [{ "name": "stssim" } {{{(metadata is null ? "" : $$""", { "name": "own", "metadata": {{JsonSerializer.Serialize(metadata)}} }""")}}}],
              "users": [
                { "name": "alice", "tags": { "Team": "red" }, "accessKeys": [{{{KeyOf(Alice)}}}], "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"] },
                {
                  "name": "bob", "accessKeys": [{{{KeyOf(Bob)}}}],
                  "policies": {
                    "s3": { "Statement": [{ "Effect": "Allow", "Action": ["s3:*", "sts:GetFederationToken", "sts:GetWebIdentityToken"], "Resource": "*" }, { "Sid": "Keep", "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*" }] }
                  }
                }
              ],
              "roles": [
                {{{Role("web", "oidc-provider/oidc.stssim.test", "sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\",\"sts:SetSourceIdentity")}}},
                {{{Role("web-untagged", "oidc-provider/oidc.stssim.test", "sts:AssumeRoleWithWebIdentity")}}},
                {{{Role("web-carol", "oidc-provider/oidc.stssim.test", "sts:AssumeRoleWithWebIdentity", """{"StringEquals":{"oidc.stssim.test:sub":"carol","oidc.stssim.test:aud":"sts.amazonaws.com"}}""")}}},
                {{{Role("web-mfa", "oidc-provider/oidc.stssim.test", "sts:AssumeRoleWithWebIdentity", """{"ForAnyValue:StringEquals":{"oidc.stssim.test:amr":"otp"}}""")}}},
                {{{Role("web-fetched", "oidc-provider/" + (providerUrl ?? "https://unreachable.invalid").Split("://")[1], "sts:AssumeRoleWithWebIdentity")}}},
                { "name": "amazon", "trustPolicy": {"Statement":{"Effect":"Allow","Principal":{"Federated":"www.amazon.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"www.amazon.com:app_id":"app-1"} } } } },
                { "name": "chained", "trustPolicy": {"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{AccountId}}}:role/web"},"Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"],"Condition":{"StringEquals":{"aws:PrincipalTag/Project":"x"} } } } },
                {{{Role("saml", "saml-provider/stssim", "sts:AssumeRoleWithSAML\",\"sts:TagSession\",\"sts:SetSourceIdentity")}}},
                {{{Role("saml-untagged", "saml-provider/stssim", "sts:AssumeRoleWithSAML")}}},
                {{{Role("saml-own", "saml-provider/own", "sts:AssumeRoleWithSAML")}}},
                {{{Role("AWSReservedSSO_Admin_0123456789abcdef", "saml-provider/stssim", "sts:AssumeRoleWithSAML")}}},
                {{{Role("saml-faculty", "saml-provider/stssim", "sts:AssumeRoleWithSAML", """{"ForAnyValue:StringEquals":{"saml:edupersonaffiliation":"faculty"},"StringEquals":{"saml:iss":"https://saml.stssim.test"}}""")}}}
              ]
            },
            {
              "id": "{{{MemberAccountId}}}",
              "users": [{ "name": "erin", "accessKeys": [{{{KeyOf(Erin)}}}], "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"] }]
            }
          ]
        }
        """;

    private static string KeyOf(ClientKey key) => $$"""{ "accessKeyId": "{{key.AccessKeyId}}", "secretAccessKey": "{{key.SecretAccessKey}}" }""";

    private static string Role(string name, string provider, string actions, string condition = "{}") => $$$"""
        { "name": "{{{name}}}", "maxSessionDuration": 7200, "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
          "trustPolicy": {"Statement":{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{{AccountId}}}:{{{provider}}}"},"Action":["{{{actions}}}"],"Condition":{{{condition}}} } } }
        """;
}
