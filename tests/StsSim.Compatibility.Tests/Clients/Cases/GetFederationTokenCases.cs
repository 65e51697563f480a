namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class GetFederationTokenCases
{
    public static IEnumerable<OperationCase> All =>
    [
        new("GetFederationToken", "a name alone")
        {
            Parameters = """{"Name": "Bob"}""",
            Result = Federated("0"),
            Lifetime = TimeSpan.FromHours(12),
        },
        new("GetFederationToken", "all its parameters")
        {
            Since = 2019,
            Parameters =
                """
                {
                  "Name": "Bob", "DurationSeconds": 900,
                  "Policy": "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}",
                  "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
                  "Tags": [{"Key": "Team", "Value": "Red = Blue + ü"}, {"Key": "Größe", "Value": ""}]
                }
                """,
            Result = Federated("[1-9][0-9]?"),
            Lifetime = TimeSpan.FromSeconds(900),
        },
        new("GetFederationToken", "a name with a space")
        {
            Parameters = """{"Name": "no spaces"}""",
            Refusal = new(
                400,
                "ValidationError",
                @"1 validation error detected: Value 'no spaces' at 'name' failed to satisfy constraint: "
                + @"Member must satisfy regular expression pattern: \[\\w\+=,\.@-\]\*"),
        },
        new("GetFederationToken", "longer than 36 hours")
        {
            Parameters = """{"Name": "Bob", "DurationSeconds": 129601}""",
            Refusal = new(
                400,
                "ValidationError",
                "1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: "
                + "Member must have value less than or equal to 129600"),
        },
        new("GetFederationToken", "a policy that is no JSON")
        {
            Parameters = """{"Name": "Bob", "Policy": "x"}""",
            Refusal = SharedRefusals.PolicyIsNoJson,
        },
        new("GetFederationToken", "tags beyond the packed size")
        {
            Since = 2019,
            Parameters = SharedRefusals.WithTooManyTags("""{"Name": "Bob"}"""),
            Refusal = SharedRefusals.TagsTooLarge,
        },
        new("GetFederationToken", "tags that differ in case only")
        {
            Since = 2019,
            Parameters = """{"Name": "Bob", "Tags": [{"Key": "Team", "Value": "a"}, {"Key": "team", "Value": "b"}]}""",
            Refusal = new(400, "InvalidParameterValue", @"Duplicate tag keys found\. Please note that Tag keys are case insensitive\."),
        },
        new("GetFederationToken", "a user without permission")
        {
            Caller = Callers.Powerless,
            Parameters = """{"Name": "Eve"}""",
            Refusal = new(
                403,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/powerless is not authorized to perform: sts:GetFederationToken on resource: "
                + "arn:aws:sts::123456789012:federated-user/Eve .+"),
        },
        new("GetFederationToken", "a Region that is switched off")
        {
            Region = ClientWorld.DisabledRegion,
            Parameters = """{"Name": "Bob"}""",
            Refusal = SharedRefusals.RegionDisabled,
        },
        new("GetFederationToken", "a session")
        {
            Caller = Callers.UserSession,
            Parameters = """{"Name": "Eve"}""",
            Refusal = new(403, "AccessDenied", "Cannot call GetFederationToken with session credentials"),
        },
    ];

    private static IReadOnlyList<ExpectedMember> Federated(string packedPolicySize) =>
    [
        .. ExpectedMember.Credentials(),
        new("FederatedUser.Arn", "arn:aws:sts::123456789012:federated-user/Bob"),
        new("FederatedUser.FederatedUserId", "123456789012:Bob"),
        new("PackedPolicySize", packedPolicySize),
    ];
}
