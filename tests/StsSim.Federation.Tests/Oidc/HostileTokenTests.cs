using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

/// <summary>Tokens made to be read in two ways, or to lead whoever verifies them to another key.</summary>
public sealed class HostileTokenTests
{
    private static readonly SigningKey Signer = ExampleIssuer.Keys.For(JwsAlgorithm.ES256);
    private static readonly SigningKey Stranger = ExampleIssuer.OtherKeys.For(JwsAlgorithm.ES256);

    public static TheoryData<string> KeyIds { get; } =
    [
        "", " ", "../../../../dev/null", "/dev/null", "' OR '1'='1", "$(id)", "|id", "http://169.254.169.254/keys", "file:///etc/hostname", "\0", $"{Signer.KeyId}\0", $"{Signer.KeyId} ",
        $" {Signer.KeyId}", Signer.KeyId.ToUpperInvariant() + Signer.KeyId, "*", string.Concat(Enumerable.Repeat("k", 50_000)),
    ];

    // A key id is looked up among the issuer's own and means nothing else.
    [Theory]
    [MemberData(nameof(KeyIds), DisableDiscoveryEnumeration = true)]
    public async Task A_key_id_finds_the_key_it_is_the_id_of_and_nothing_else(string keyId)
    {
        string header = new JsonObject { ["alg"] = "ES256", ["kid"] = keyId }.ToJsonString();

        Assert.Equal(new WebIdentityFault.KeyUnavailable(), await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(header, Claims(), Signer.Sign)));
    }

    [Fact]
    public async Task The_key_of_another_provider_of_the_account_does_not_speak_for_this_one()
    {
        OidcProvider other = new() { Url = "https://other.example.com", ClientIds = ["client-a"], Jwks = JwksOf(Stranger, Signer.KeyId) };
        string token = ExampleIssuer.Write(Header(Signer.KeyId), Claims(), Stranger.Sign);
        using var keys = new VerificationKeys(new SettableClock(ExampleIssuer.Now));
        foreach (OidcProvider[] providers in new[] { new[] { ExampleIssuer.Provider, other }, [other, ExampleIssuer.Provider] })
        {
            Assert.Equal(
                new WebIdentityFault.InvalidSignature(),
                await new WebIdentityVerifier(keys).VerifyAsync(token, providers, ExampleIssuer.Now, TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("iss", "\"https://attacker.example.com\"")]
    [InlineData("aud", "\"attacker\"")]
    [InlineData("sub", "\"attacker\"")]
    [InlineData("exp", "1")]
    public async Task Of_a_claim_that_is_there_twice_the_last_is_checked_and_the_last_is_told(string claim, string other)
    {
        string good = Claims();
        string first = $"{{\"{claim}\":{other},{good[1..]}";
        string last = $"{good[..^1]},\"{claim}\":{other}}}";

        WebIdentity identity = Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(first)));
        Assert.Equal(("subject", ExampleIssuer.Url, "client-a"), (identity.Subject, identity.Issuer, identity.Audience));
        if (claim == "sub")
        {
            Assert.Equal("attacker", Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(last))).Subject);
        }
        else
        {
            Assert.IsType<WebIdentityFault>(await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(last)), exactMatch: false);
        }
    }

    [Theory]
    [InlineData("""{"alg":"ES256","alg":"none","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","alg":"HS256","kid":"KID"}""")]
    [InlineData("""{"alg":"ES256","\u0061lg":"none","kid":"KID"}""")]
    [InlineData("""{"alg":"none","ALG":"ES256","kid":"KID"}""")]
    public async Task Of_an_algorithm_that_is_there_twice_the_last_counts_and_case_does(string header) =>
        Assert.Equal(
            new WebIdentityFault.InvalidSignature(),
            await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(header.Replace("KID", Signer.KeyId, StringComparison.Ordinal), Claims(), Signer.Sign)));

    // Zeros, with which a verifier that does not look verifies everything (CVE-2022-21449), the other encoding, and what is too short or long.
    [Fact]
    public async Task A_signature_on_a_curve_is_two_numbers_within_its_order()
    {
        byte[][] signatures = [new byte[64], [.. new byte[31], 1, .. new byte[32]], [.. new byte[63], 1], Enumerable.Repeat((byte)0xFF, 64).ToArray(), new byte[63], new byte[65]];
        foreach (byte[] signature in signatures)
        {
            Assert.Equal(new WebIdentityFault.InvalidSignature(), await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(Header(Signer.KeyId), Claims(), _ => signature)));
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        OidcProvider provider = ExampleIssuer.Provider with
        {
            Jwks = JsonSerializer.Serialize(new { keys = new[] { new { kty = "EC", kid = "k", crv = "P-256", x = Url(point.X!), y = Url(point.Y!) } } }),
        };
        string der = ExampleIssuer.Write(Header("k"), Claims(), input => key.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Assert.Equal(new WebIdentityFault.InvalidSignature(), await ExampleIssuer.VerifyAsync(der, provider));
        Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(Header("k"), Claims(), input => key.SignData(input, HashAlgorithmName.SHA256)), provider));
    }

    private static string Header(string keyId) => $$"""{"alg":"ES256","kid":"{{keyId}}"}""";

    private static string Claims() => new JsonObject
    {
        ["iss"] = ExampleIssuer.Url,
        ["aud"] = "client-a",
        ["sub"] = "subject",
        ["iat"] = ExampleIssuer.Now.ToUnixTimeSeconds(),
        ["exp"] = ExampleIssuer.Now.AddMinutes(10).ToUnixTimeSeconds(),
    }.ToJsonString();

    private static string JwksOf(SigningKey key, string keyId) =>
        JsonSerializer.Serialize(new { keys = new[] { new { kty = "EC", kid = keyId, crv = "P-256", x = key.PublicKey.X, y = key.PublicKey.Y } } });

    private static string Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
