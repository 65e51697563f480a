using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Iam.Tests.Credentials;

internal static class SampleSessions
{
    private static readonly string[] NoArns = [];
    private static readonly KeyValuePair<string, string>[] NoTags = [];

    public static SessionClaims Plain { get; } = new()
    {
        Kind = SessionKind.User,
        Account = new AccountId(123_456_789_012),
        AccessKeyId = "ASIARZPUZDIKGB2VALC4",
        SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        IssuedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 891, TimeSpan.Zero),
        ExpiresAt = new DateTimeOffset(2026, 3, 4, 17, 6, 7, TimeSpan.Zero),
        Name = "Alice",
        IssuerId = "AIDABP3PALK3KTQTNRTMK",
    };

    public static SessionClaims Full { get; } = Plain with
    {
        Kind = SessionKind.FederatedUser,
        Account = new AccountId(999_999_999_999),
        Name = "Bob+žluťoučký@example.com",
        Policy = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::é/*"}}""",
        PolicyArns = ["arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::999999999999:policy/b"],
        Tags = [new("Team", "Blue Sky"), new("漢字", "\U0001F600"), new("Empty", "")],
        TransitiveTagKeys = ["Team", "漢字"],
        SourceIdentity = "alice@example.com",
        FederatedProvider = "arn:aws:iam::999999999999:oidc-provider/idp.example",
        FederatedContext = [new("idp.example:sub", "žluťoučký"), new("idp.example:amr", "pwd"), new("idp.example:amr", "otp")],
        MfaAuthenticatedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
    };

    public static SessionClaims Global { get; } = Plain with { IsGlobal = true };

    public static void AssertSame(SessionClaims expected, SessionClaims? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.PolicyArns, actual.PolicyArns);
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.TransitiveTagKeys, actual.TransitiveTagKeys);
        Assert.Equal(expected.FederatedContext, actual.FederatedContext);
        Assert.Equal(WithoutLists(expected), WithoutLists(actual));
    }

    // Records compare lists by reference.
    private static SessionClaims WithoutLists(SessionClaims claims) =>
        claims with { PolicyArns = NoArns, Tags = NoTags, TransitiveTagKeys = NoArns, FederatedContext = NoTags };
}
