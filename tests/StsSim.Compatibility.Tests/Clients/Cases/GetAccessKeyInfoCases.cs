namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class GetAccessKeyInfoCases
{
    public static IEnumerable<OperationCase> All =>
    [
        new("GetAccessKeyInfo", "the account in a key id")
        {
            Parameters = """{"AccessKeyId": "ASIAY34FZKBOKMUTVV7A"}""",
            Result = [new("Account", "609629065308")],
        },
        new("GetAccessKeyInfo", "an id that is no word")
        {
            Parameters = """{"AccessKeyId": "AKIA-no-key-id-at-all"}""",
            Refusal = new(
                400,
                "ValidationError",
                @"1 validation error detected: Value 'AKIA-no-key-id-at-all' at 'accessKeyId' failed to satisfy constraint: "
                + @"Member must satisfy regular expression pattern: \[\\w\]\*"),
        },
        new("GetAccessKeyInfo", "a user without permission")
        {
            Caller = Callers.Powerless,
            Parameters = """{"AccessKeyId": "ASIAY34FZKBOKMUTVV7A"}""",
            Refusal = new(
                403,
                "AccessDenied",
                @"User: arn:aws:iam::123456789012:user/powerless is not authorized to perform: sts:GetAccessKeyInfo on resource: .+"),
        },
    ];
}
