using System.Text.Json.Nodes;

namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class AssumeRoleWithWebIdentityCases
{
    private const string Input =
        """{"RoleArn": "arn:aws:iam::123456789012:role/web", "RoleSessionName": "pod", "WebIdentityToken": "<obtained>"}""";

    private static readonly OperationCase Unsigned = new("AssumeRoleWithWebIdentity", "")
    {
        Caller = Callers.Nobody,
        Parameters = Input,
        Obtain = WebIdentity.Token("""{"subject": "system:serviceaccount:default:app"}"""),
    };

    public static IEnumerable<OperationCase> All =>
    [
        Unsigned with
        {
            Name = "a good token",
            Result = Assumed("web", "system:serviceaccount:default:app"),
            Lifetime = TimeSpan.FromHours(1),
        },
        Unsigned with
        {
            Name = "tags and a source identity in the token",
            Since = 2019,
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::123456789012:role/web", "RoleSessionName": "pod", "WebIdentityToken": "<obtained>",
                  "DurationSeconds": 900, "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}]
                }
                """,
            Obtain = WebIdentity.Token(
                """
                {
                  "subject": "alice@example.com",
                  "claims": {
                    "https://aws.amazon.com/tags": {"principal_tags": {"Team": ["Red"]}, "transitive_tag_keys": ["Team"]},
                    "https://aws.amazon.com/source_identity": "alice"
                  }
                }
                """),
            Result = [.. Assumed("web", "alice@example.com"), new("PackedPolicySize", "[1-9][0-9]?"), new("SourceIdentity", "alice")],
            Lifetime = TimeSpan.FromSeconds(900),
        },
        Unsigned with
        {
            Name = "an access token of Login with Amazon",
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::123456789012:role/shopper", "RoleSessionName": "phone", "WebIdentityToken": "<obtained>",
                  "ProviderId": "www.amazon.com"
                }
                """,
            Obtain = WebIdentity.AccessToken(
                """{"providerId": "www.amazon.com", "appId": "amzn1.application.stssim", "userId": "amzn1.account.alice"}"""),
            Result =
            [
                .. ExpectedMember.Credentials(),
                new("AssumedRoleUser.Arn", "arn:aws:sts::123456789012:assumed-role/shopper/phone"),
                new("AssumedRoleUser.AssumedRoleId", "AROA[A-Z2-7]{17}:phone"),
                new("Audience", @"amzn1\.application\.stssim"),
                new("Provider", @"www\.amazon\.com"),
                new("SubjectFromWebIdentityToken", @"amzn1\.account\.alice"),
            ],
        },
        Unsigned with
        {
            Name = "what is no token",
            Obtain = _ => Task.FromResult("no-jwt"),
            Refusal = WebIdentity.Invalid(
                @"The ID Token provided is not a valid JWT\. \(You may see this error if you sent an Access Token\)"),
        },
        Unsigned with
        {
            Name = "another issuer",
            Obtain = WebIdentity.Token("""{"subject": "alice", "issuer": "https://issuer.example"}"""),
            Refusal = WebIdentity.Invalid("No OpenIDConnect provider found in your account for https://issuer.example"),
        },
        Unsigned with
        {
            Name = "another audience",
            Obtain = WebIdentity.Token("""{"subject": "alice", "audience": "somebody-else"}"""),
            Refusal = WebIdentity.Invalid("Incorrect token audience"),
        },
        Unsigned with
        {
            Name = "a key that is not published",
            Obtain = WebIdentity.Token("""{"subject": "alice", "signWith": "unknownKey"}"""),
            Refusal = WebIdentity.Invalid(
                "Couldn't retrieve verification key from your identity provider,  "
                + "please reference AssumeRoleWithWebIdentity documentation for requirements"),
        },
        Unsigned with
        {
            Name = "a signature that does not fit",
            Obtain = WebIdentity.Token("""{"subject": "alice", "signWith": "wrongSignature"}"""),
            Refusal = WebIdentity.Invalid(".+"),
        },
        Unsigned with
        {
            Name = "no signature",
            Obtain = WebIdentity.Token("""{"subject": "alice", "signWith": "none"}"""),
            Refusal = WebIdentity.Invalid(".+"),
        },
        Unsigned with
        {
            Name = "an expired token",
            Obtain = WebIdentity.Token("""{"subject": "alice", "issuedSecondsAgo": 7200, "expiresInSeconds": -3600}"""),
            Refusal = WebIdentity.TokenExpired,
        },
        Unsigned with
        {
            Name = "a provider that cannot be reached",
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::123456789012:role/web", "RoleSessionName": "pod", "WebIdentityToken": "opaque",
                  "ProviderId": "graph.facebook.com"
                }
                """,
            Refusal = ExpectedRefusal.WithoutSuffix(400, "IDPCommunicationError", ".* could not be reached.*") with { IsRetried = true },
        },
        Unsigned with
        {
            Name = "a provider that does not know the token",
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::123456789012:role/web", "RoleSessionName": "pod", "WebIdentityToken": "opaque",
                  "ProviderId": "www.amazon.com"
                }
                """,
            Refusal = ExpectedRefusal.WithoutSuffix(403, "IDPRejectedClaim", @"The identity provider \(IdP\) reported that authentication failed\. .+"),
        },
        Unsigned with
        {
            Name = "a role that trusts somebody else",
            Parameters = Input.Replace("role/web", "role/app", StringComparison.Ordinal),
            Refusal = new(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity"),
        },
        Unsigned with
        {
            Name = "a policy that is no JSON",
            Parameters = Input.Replace("}", ", \"Policy\": \"x\"}", StringComparison.Ordinal),
            Refusal = SharedRefusals.PolicyIsNoJson,
        },
        Unsigned with
        {
            Name = "tags beyond the packed size",
            Obtain = WebIdentity.Token(new JsonObject
            {
                ["subject"] = "alice",
                ["claims"] = new JsonObject { ["https://aws.amazon.com/tags"] = new JsonObject { ["principal_tags"] = TooManyTags() } },
            }.ToJsonString()),
            Refusal = SharedRefusals.TagsTooLarge,
        },
    ];

    // In a token the value of a tag is a list.
    private static JsonObject TooManyTags() => new(SharedRefusals.TooManyTags().Select(
        tag => KeyValuePair.Create(tag.Key, (JsonNode?)new JsonArray(tag.Value!.DeepClone()))));

    private static IReadOnlyList<ExpectedMember> Assumed(string role, string subject) =>
    [
        .. ExpectedMember.Credentials(),
        new("AssumedRoleUser.Arn", $"arn:aws:sts::123456789012:assumed-role/{role}/pod"),
        new("AssumedRoleUser.AssumedRoleId", "AROA[A-Z2-7]{17}:pod"),
        new("Audience", @"sts\.amazonaws\.com"),
        new("Provider", @"arn:aws:iam::123456789012:oidc-provider/oidc\.stssim\.test"),
        new("SubjectFromWebIdentityToken", subject),
    ];
}
