using System.Text.Json.Nodes;

namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class GetWebIdentityTokenCases
{
    private const string Jwt = @"[\w-]+\.[\w-]+\.[\w-]+";

    public static IEnumerable<OperationCase> All =>
    [
        new("GetWebIdentityToken", "one audience")
        {
            Parameters = """{"Audience": ["https://service.example"], "SigningAlgorithm": "RS256"}""",
            Result = Issued,
            Lifetime = TimeSpan.FromSeconds(300),
        },
        new("GetWebIdentityToken", "all its parameters")
        {
            Parameters =
                """
                {
                  "Audience": ["https://service.example", "https://other.example"], "SigningAlgorithm": "ES384", "DurationSeconds": 3600,
                  "Tags": [{"Key": "Team", "Value": "Red"}]
                }
                """,
            Result = Issued,
            Lifetime = TimeSpan.FromHours(1),
        },
        new("GetWebIdentityToken", "an account where it is not enabled")
        {
            Caller = Callers.OtherAdministrator,
            Parameters = """{"Audience": ["https://service.example"], "SigningAlgorithm": "RS256"}""",
            Refusal = ExpectedRefusal.Modelled(
                403,
                "OutboundWebIdentityFederationDisabledException",
                @"The outbound web identity federation feature is not enabled for this account\."),
        },
        new("GetWebIdentityToken", "a token that would outlive its session")
        {
            Caller = Callers.RoleSession,
            Parameters = """{"Audience": ["https://service.example"], "SigningAlgorithm": "RS256", "DurationSeconds": 3600}""",
            Refusal = ExpectedRefusal.Modelled(
                403,
                "SessionDurationEscalationException",
                @"The requested token duration would extend the session beyond its original expiration time\."),
        },
        new("GetWebIdentityToken", "more tags than a token holds")
        {
            Parameters = LongTags(),
            Refusal = ExpectedRefusal.Modelled(
                400, "JWTPayloadSizeExceededException", @"The requested token payload size exceeds the maximum allowed size\."),
        },
        new("GetWebIdentityToken", "an algorithm it does not know")
        {
            Parameters = """{"Audience": ["https://service.example"], "SigningAlgorithm": "HS256"}""",
            Refusal = new(
                400,
                "ValidationError",
                @"1 validation error detected: Value 'HS256' at 'signingAlgorithm' failed to satisfy constraint: "
                + @"Member must satisfy enum value set: \[.+\]"),
        },
        new("GetWebIdentityToken", "a user without permission")
        {
            Caller = Callers.Powerless,
            Parameters = """{"Audience": ["https://service.example"], "SigningAlgorithm": "RS256"}""",
            Refusal = new(
                403,
                "AccessDenied",
                @"User: arn:aws:iam::123456789012:user/powerless is not authorized to perform: sts:GetWebIdentityToken on resource: .+"),
        },
    ];

    private static IReadOnlyList<ExpectedMember> Issued => [new("WebIdentityToken", Jwt), new("Expiration", ExpectedMember.Timestamp)];

    // Keys and values as long as they may be.
    private static string LongTags() => new JsonObject
    {
        ["Audience"] = new JsonArray("https://service.example"),
        ["SigningAlgorithm"] = "RS256",
        ["Tags"] = new JsonArray([.. Enumerable.Range(0, 50).Select(i => new JsonObject
        {
            ["Key"] = $"{i}".PadLeft(128, 'k'),
            ["Value"] = new string('v', 256),
        })]),
    }.ToJsonString();
}
