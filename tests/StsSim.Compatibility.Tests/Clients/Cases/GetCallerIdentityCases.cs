namespace StsSim.Compatibility.Tests.Clients.Cases;

internal static class GetCallerIdentityCases
{
    public static IEnumerable<OperationCase> All =>
    [
        new("GetCallerIdentity", "a user")
        {
            Result = Identity("arn:aws:iam::123456789012:user/loadtest", "AIDA[A-Z2-7]{17}"),
        },
        new("GetCallerIdentity", "a user without permission")
        {
            Caller = Callers.Powerless,
            Result = Identity("arn:aws:iam::123456789012:user/powerless", "AIDA[A-Z2-7]{17}"),
        },
        new("GetCallerIdentity", "a user's session, for another Region")
        {
            Caller = Callers.UserSession,
            Region = "eu-west-1",
            Result = Identity("arn:aws:iam::123456789012:user/loadtest", "AIDA[A-Z2-7]{17}"),
        },
        new("GetCallerIdentity", "a role session, where its account has STS switched off")
        {
            Caller = Callers.RoleSession,
            Region = ClientWorld.DisabledRegion,
            Result = Identity("arn:aws:sts::123456789012:assumed-role/app/deployment", "AROA[A-Z2-7]{17}:deployment"),
        },
        new("GetCallerIdentity", "a root user's session")
        {
            Caller = Callers.RootSession,
            Result = Identity("arn:aws:iam::210987654321:root", "210987654321", "210987654321"),
        },
        new("GetCallerIdentity", "a federated user")
        {
            Caller = Callers.FederatedUser,
            Result = Identity("arn:aws:sts::123456789012:federated-user/Bob", "123456789012:Bob"),
        },
        new("GetCallerIdentity", "a wrong secret")
        {
            Caller = Callers.With(ClientWorld.Administrator with { SecretAccessKey = "wrong" }),
            Refusal = new(
                403,
                "SignatureDoesNotMatch",
                @"The request signature we calculated does not match the signature you provided\. Check your AWS Secret Access Key and "
                + @"signing method\. Consult the service documentation for details\.")
            {
                // Some SDKs take it for a clock that is off, and try again.
                IsRetried = null,
            },
        },
        new("GetCallerIdentity", "an unknown key")
        {
            Caller = Callers.With(new("AKIARZPUZDIKNOBODY22", "nobody")),
            Refusal = new(403, "InvalidClientTokenId", @"The security token included in the request is invalid\."),
        },
        new("GetCallerIdentity", "a session token of somebody's making")
        {
            Caller = Callers.With(new("ASIARZPUZDIKNOBODY22", "nobody", "IQoJb3JpZ2luX2VjEXAMPLE")),
            Refusal = new(403, "InvalidClientTokenId", "The security token included in the request is invalid"),
        },
        new("GetCallerIdentity", "an account that has used up its requests")
        {
            Caller = Callers.Throttled,
            Refusal = new(400, "Throttling", "Rate exceeded") { IsRetried = true },
        },
    ];

    private static IReadOnlyList<ExpectedMember> Identity(string arn, string userId, string account = ClientWorld.AccountId) =>
        [new("Account", account), new("Arn", arn), new("UserId", userId)];
}
