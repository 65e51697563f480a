namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class AssumeRoleWithSAMLCases
{
    private const string Input =
        """
        {
          "RoleArn": "arn:aws:iam::123456789012:role/saml", "PrincipalArn": "arn:aws:iam::123456789012:saml-provider/stssim",
          "SAMLAssertion": "<obtained>"
        }
        """;

    private static readonly OperationCase Unsigned = new("AssumeRoleWithSAML", "")
    {
        Caller = Callers.Nobody,
        Parameters = Input,
        Obtain = Assertion(""),
    };

    public static IEnumerable<OperationCase> All =>
    [
        Unsigned with
        {
            Name = "a good assertion",
            Result = Assumed(),
            Lifetime = TimeSpan.FromHours(1),
        },
        Unsigned with
        {
            Name = "tags, a source identity and an end of the session in the assertion",
            Obtain = Assertion(
                """, "tags": {"Team": "Red"}, "transitiveTagKeys": ["Team"], "sourceIdentity": "alice", "sessionExpiresInSeconds": 1800"""),
            Result = [.. Assumed(), new("PackedPolicySize", "[1-9][0-9]?"), new("SourceIdentity", "alice")],
            Lifetime = TimeSpan.FromSeconds(1800),
        },
        Unsigned with
        {
            Name = "what is no assertion",
            Obtain = _ => Task.FromResult("bm8gYXNzZXJ0aW9u"),
            Refusal = WebIdentity.Invalid(".+"),
        },
        Unsigned with
        {
            Name = "an assertion changed on the way",
            Obtain = Assertion(""", "signWith": "tampered" """),
            Refusal = WebIdentity.Invalid("Response signature invalid"),
        },
        Unsigned with
        {
            Name = "a key that the metadata does not name",
            Obtain = Assertion(""", "signWith": "unknownKey" """),
            Refusal = WebIdentity.Invalid("Response signature invalid"),
        },
        Unsigned with
        {
            Name = "no signature",
            Obtain = Assertion(""", "signWith": "none" """),
            Refusal = WebIdentity.Invalid("Response signature invalid"),
        },
        Unsigned with
        {
            Name = "an assertion kept too long",
            Obtain = Assertion(""", "issuedSecondsAgo": 600, "expiresInSeconds": 600"""),
            Refusal = ExpectedRefusal.Modelled(400, "ExpiredTokenException", "Token must be redeemed within 5 minutes of issuance"),
        },
        Unsigned with
        {
            Name = "a provider that does not exist",
            Parameters = Input.Replace("saml-provider/stssim", "saml-provider/none", StringComparison.Ordinal),
            Refusal = WebIdentity.Invalid("Specified provider doesn't exist"),
        },
        Unsigned with
        {
            Name = "a role that the assertion does not name",
            Parameters = Input.Replace("role/saml", "role/app", StringComparison.Ordinal),
            Refusal = new(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithSAML"),
        },
        Unsigned with
        {
            Name = "longer than the role allows",
            Parameters = Input.Replace("<obtained>\"", "<obtained>\", \"DurationSeconds\": 7200", StringComparison.Ordinal),
            Refusal = new(400, "ValidationError", @"The requested DurationSeconds exceeds the MaxSessionDuration set for this role\."),
        },
        Unsigned with
        {
            Name = "a policy that is no JSON",
            Parameters = Input.Replace("<obtained>\"", "<obtained>\", \"Policy\": \"x\"", StringComparison.Ordinal),
            Refusal = SharedRefusals.PolicyIsNoJson,
        },
        Unsigned with
        {
            Name = "tags beyond the packed size",
            Obtain = Assertion($", \"tags\": {SharedRefusals.TooManyTags().ToJsonString()}"),
            Refusal = SharedRefusals.TagsTooLarge,
        },
    ];

    private static Func<DefaultWorldSimulator, Task<string>> Assertion(string more) => simulator => simulator.PostAsync(
        "/_stssim/idp/saml/assertion",
        $$"""{"roleArn": "arn:aws:iam::123456789012:role/saml", "sessionName": "alice@example.com"{{more}}}""",
        "assertion");

    private static IReadOnlyList<ExpectedMember> Assumed() =>
    [
        .. ExpectedMember.Credentials(),
        new("AssumedRoleUser.Arn", @"arn:aws:sts::123456789012:assumed-role/saml/alice@example\.com"),
        new("AssumedRoleUser.AssumedRoleId", @"AROA[A-Z2-7]{17}:alice@example\.com"),
        new("Audience", @"https://signin\.aws\.amazon\.com/saml"),
        new("Issuer", @"https://saml\.stssim\.test"),
        new("NameQualifier", @"WkVZxsR39zIhLGEcXQ1/mXvDH7s="),
        new("Subject", @"alice@example\.com"),
        new("SubjectType", "persistent"),
    ];
}
