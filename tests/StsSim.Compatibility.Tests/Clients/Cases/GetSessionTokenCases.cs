namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class GetSessionTokenCases
{
    public static IEnumerable<OperationCase> All =>
    [
        new("GetSessionToken", "no parameters, no permission")
        {
            Caller = Callers.Powerless,
            Result = ExpectedMember.Credentials(),
            Lifetime = TimeSpan.FromHours(12),
        },
        new("GetSessionToken", "the shortest")
        {
            Parameters = """{"DurationSeconds": 900}""",
            Result = ExpectedMember.Credentials(),
            Lifetime = TimeSpan.FromSeconds(900),
        },
        new("GetSessionToken", "longer than 36 hours")
        {
            Parameters = """{"DurationSeconds": 129601}""",
            Refusal = new(
                400,
                "ValidationError",
                "1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: "
                + "Member must have value less than or equal to 129600"),
        },
        new("GetSessionToken", "a device that is not the user's")
        {
            Parameters = """{"SerialNumber": "arn:aws:iam::123456789012:mfa/nobody", "TokenCode": "123456"}""",
            Refusal = new(
                403,
                "AccessDenied",
                @"MultiFactorAuthentication failed, unable to validate MFA code\.  "
                + @"Please verify your MFA serial number is valid and associated with this user\."),
        },
        new("GetSessionToken", "a Region that is switched off")
        {
            Region = ClientWorld.DisabledRegion,
            Refusal = SharedRefusals.RegionDisabled,
        },
        new("GetSessionToken", "a session")
        {
            Caller = Callers.UserSession,
            Refusal = new(403, "AccessDenied", "Cannot call GetSessionToken with session credentials"),
        },
    ];
}
