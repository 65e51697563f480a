namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class AssumeRootCases
{
    private const string Input =
        """
        {
          "TargetPrincipal": "210987654321", "TaskPolicyArn": {"arn": "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"}
        }
        """;

    public static IEnumerable<OperationCase> All =>
    [
        new("AssumeRoot", "a member account")
        {
            Parameters = Input,
            Result = ExpectedMember.Credentials("ASIA"),
            Lifetime = TimeSpan.FromSeconds(900),
        },
        new("AssumeRoot", "the ARN of its root user, for a minute")
        {
            Parameters =
                """
                {
                  "TargetPrincipal": "arn:aws:iam::210987654321:root", "DurationSeconds": 60,
                  "TaskPolicyArn": {"arn": "arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy"}
                }
                """,
            Result = ExpectedMember.Credentials("ASIA"),
            Lifetime = TimeSpan.FromSeconds(60),
        },
        new("AssumeRoot", "from a member account")
        {
            Caller = Callers.OtherAdministrator,
            Parameters = Input.Replace("210987654321", "123456789012", StringComparison.Ordinal),
            Refusal = Denied("arn:aws:iam::210987654321:user/erin", "123456789012"),
        },
        new("AssumeRoot", "a user without permission")
        {
            Caller = Callers.Powerless,
            Parameters = Input,
            Refusal = Denied("arn:aws:iam::123456789012:user/powerless", "210987654321"),
        },
        new("AssumeRoot", "longer than fifteen minutes")
        {
            Parameters = Input.Replace("\"TaskPolicyArn\"", "\"DurationSeconds\": 901, \"TaskPolicyArn\"", StringComparison.Ordinal),
            Refusal = new(
                400,
                "ValidationError",
                "1 validation error detected: Value '901' at 'durationSeconds' failed to satisfy constraint: "
                + "Member must have value less than or equal to 900"),
        },
        new("AssumeRoot", "a Region that is switched off")
        {
            Region = ClientWorld.DisabledRegion,
            Parameters = Input,
            Refusal = SharedRefusals.RegionDisabledFor(ClientWorld.OtherAccountId),
        },
    ];

    private static ExpectedRefusal Denied(string caller, string account) => new(
        403, "AccessDenied", $"User: {caller} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::{account}:root.*");
}
