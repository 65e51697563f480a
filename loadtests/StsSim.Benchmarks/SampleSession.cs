using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Benchmarks;

/// <summary>The session that a call of GetFederationToken makes: with a policy and two tags.</summary>
internal static class SampleSession
{
    public static SessionClaims Claims { get; } = new()
    {
        Kind = SessionKind.FederatedUser,
        Account = AccountId.Parse("123456789012"),
        AccessKeyId = "ASIARZPUZDIKGB2VALC4",
        SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        IssuedAt = SdkRequest.Now,
        ExpiresAt = SdkRequest.Now.AddHours(1),
        Name = SdkRequest.Name,
        IssuerId = "AIDABP3PALK3KTQTNRTMK",
        Policy = SdkRequest.Policy,
        Tags = [new("Team-1", "Blue Sky"), new("Team-2", "Blue Sky")],
    };

    public static SessionTokenSealer NewSealer() => new([SessionTokenKey.Create(1)]);
}
