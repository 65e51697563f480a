using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>One identity provider, and the request for a response that has everything; keys are slow to make.</summary>
internal static class SampleIdentityProvider
{
    public const string EntityId = "https://idp.example.com/saml";
    public const string RoleArn = "arn:aws:iam::123456789012:role/saml";
    public const string ProviderArn = "arn:aws:iam::123456789012:saml-provider/MySAMLIdP";

    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly SamlSigningKey Key = SamlSigningKey.Create(Now);

    public static readonly SamlIssuer Issuer = new(Key, EntityId);

    public static readonly SamlProvider Provider = Parse(Issuer.Metadata("https://idp.example.com/sso"));

    public static AssertionRequest Request { get; } = new()
    {
        Roles = [new SamlRole(RoleArn, ProviderArn)],
        SessionName = "bob@example.com",
        NameId = "_cbb88bf52c2510eabe00c1642d4643f41430fe25e3",
        IssuedAt = Now,
        ExpiresAt = Now.AddMinutes(5),
    };

    public static SamlProvider Parse(string metadata)
    {
        SamlProvider? provider = SamlProvider.Parse(metadata, out string? fault);
        Assert.Null(fault);
        Assert.NotNull(provider);
        return provider;
    }

    public static SamlOutcome Verify(string base64) => SamlResponseVerifier.Verify(base64, Provider, Now);
}
