using System.Text.Json.Nodes;

namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class AssumeRoleCases
{
    private const string RoleArn = "arn:aws:iam::123456789012:role/app";

    public static IEnumerable<OperationCase> All =>
    [
        new("AssumeRole", "a role and a session name")
        {
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev"}""",
            Result = Assumed("app", "dev"),
            Lifetime = TimeSpan.FromHours(1),
        },
        new("AssumeRole", "nearly all its parameters")
        {
            Since = 2021,
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev", "DurationSeconds": 900,
                  "Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
                  "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
                  "Tags": [{"Key": "Team", "Value": "Red"}], "TransitiveTagKeys": ["Team"],
                  "SourceIdentity": "alice", "ExternalId": "anything"
                }
                """,
            Result = [.. Assumed("app", "dev"), new("PackedPolicySize", "[1-9][0-9]?"), new("SourceIdentity", "alice")],
            Lifetime = TimeSpan.FromSeconds(900),
        },
        new("AssumeRole", "a role of another account, with its external id")
        {
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::210987654321:role/cross-account", "RoleSessionName": "dev", "ExternalId": "stssim-external-id"
                }
                """,
            Result =
            [
                .. ExpectedMember.Credentials("ASIA"),
                new("AssumedRoleUser.Arn", "arn:aws:sts::210987654321:assumed-role/cross-account/dev"),
                new("AssumedRoleUser.AssumedRoleId", "AROA[A-Z2-7]{17}:dev"),
            ],
        },
        new("AssumeRole", "from a role to itself")
        {
            Caller = Callers.RoleSession,
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "next", "DurationSeconds": 3600}""",
            Result = Assumed("app", "next"),
        },
        new("AssumeRole", "a wrong external id")
        {
            Parameters = """{"RoleArn": "arn:aws:iam::210987654321:role/cross-account", "RoleSessionName": "dev", "ExternalId": "wrong"}""",
            Refusal = Denied("arn:aws:iam::123456789012:user/loadtest", "arn:aws:iam::210987654321:role/cross-account"),
        },
        new("AssumeRole", "a role that does not exist")
        {
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/none", "RoleSessionName": "dev"}""",
            Refusal = Denied("arn:aws:iam::123456789012:user/loadtest", "arn:aws:iam::123456789012:role/none"),
        },
        new("AssumeRole", "a user without permission")
        {
            Caller = Callers.Powerless,
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev"}""",
            Refusal = Denied("arn:aws:iam::123456789012:user/powerless", RoleArn),
        },
        new("AssumeRole", "a federated user")
        {
            Caller = Callers.FederatedUser,
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev"}""",
            Refusal = Denied("arn:aws:sts::123456789012:federated-user/Bob", RoleArn),
        },
        new("AssumeRole", "a session name with a colon")
        {
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "Session1:2"}""",
            Refusal = new(
                400,
                "ValidationError",
                "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: "
                + @"Member must satisfy regular expression pattern: \[\\w\+=,\.@-\]\*"),
        },
        new("AssumeRole", "what is no ARN")
        {
            Parameters = """{"RoleArn": "nothing-valid-in-here", "RoleSessionName": "dev"}""",
            Refusal = new(400, "ValidationError", "nothing-valid-in-here is invalid"),
        },
        new("AssumeRole", "longer than the role allows")
        {
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev", "DurationSeconds": 7200}""",
            Refusal = new(400, "ValidationError", @"The requested DurationSeconds exceeds the MaxSessionDuration set for this role\."),
        },
        new("AssumeRole", "a policy that is no JSON")
        {
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev", "Policy": "x"}""",
            Refusal = SharedRefusals.PolicyIsNoJson,
        },
        new("AssumeRole", "a policy beyond the packed size")
        {
            Parameters = new JsonObject { ["RoleArn"] = RoleArn, ["RoleSessionName"] = "dev", ["Policy"] = SharedRefusals.LargePolicy }.ToJsonString(),
            Refusal = SharedRefusals.PolicyTooLarge,
        },
        new("AssumeRole", "tags beyond the packed size")
        {
            Since = 2019,
            Parameters = SharedRefusals.WithTooManyTags("""{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev"}"""),
            Refusal = SharedRefusals.TagsTooLarge,
        },
        new("AssumeRole", "a context assertion that has expired")
        {
            Since = 2023,
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev",
                  "ProvidedContexts": [
                    {"ProviderArn": "arn:aws:iam::aws:contextProvider/IdentityCenter", "ContextAssertion": "<obtained>"}
                  ]
                }
                """,
            Obtain = WebIdentity.Token("""{"subject": "alice", "issuedSecondsAgo": 7200, "expiresInSeconds": -3600}"""),
            Refusal = WebIdentity.TokenExpired,
        },
        new("AssumeRole", "a device that is not the user's")
        {
            Parameters =
                """
                {
                  "RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev",
                  "SerialNumber": "arn:aws:iam::123456789012:mfa/nobody", "TokenCode": "123456"
                }
                """,
            Refusal = new(
                403,
                "AccessDenied",
                @"MultiFactorAuthentication failed, unable to validate MFA code\.  "
                + @"Please verify your MFA serial number is valid and associated with this user\."),
        },
        new("AssumeRole", "a Region that is switched off")
        {
            Region = ClientWorld.DisabledRegion,
            Parameters = """{"RoleArn": "arn:aws:iam::123456789012:role/app", "RoleSessionName": "dev"}""",
            Refusal = SharedRefusals.RegionDisabled,
        },
    ];

    private static IReadOnlyList<ExpectedMember> Assumed(string role, string session) =>
    [
        .. ExpectedMember.Credentials(),
        new("AssumedRoleUser.Arn", $"arn:aws:sts::123456789012:assumed-role/{role}/{session}"),
        new("AssumedRoleUser.AssumedRoleId", $"AROA[A-Z2-7]{{17}}:{session}"),
    ];

    private static ExpectedRefusal Denied(string caller, string role) =>
        new(403, "AccessDenied", $"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {role}");
}
