using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

public sealed class WebIdentityVerifierTests
{
    private static readonly string Claims = GoodClaims();

    public static TheoryData<string> Algorithms => [.. JwsAlgorithm.All.Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_good_token_is_who_it_says(string algorithm)
    {
        string token = ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with
        {
            Algorithm = JwsAlgorithm.Find(algorithm)!,
            Claims = new JsonObject { ["amr"] = new JsonArray("pwd", "mfa") },
        });
        WebIdentity identity = Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(token));
        Assert.Same(ExampleIssuer.Provider, identity.Provider);
        Assert.Equal(ExampleIssuer.Url, identity.Issuer);
        Assert.Equal("subject", identity.Subject);
        Assert.Equal("client-a", identity.Audience);
        Assert.Equal(["pwd", "mfa"], identity.Amr);
        Assert.Equal(ExampleIssuer.Request.IssuedAt, identity.IssuedAt);
        Assert.Equal(ExampleIssuer.Request.ExpiresAt, identity.ExpiresAt);
        Assert.Null(identity.AuthorizedParty);
        Assert.Null(identity.SourceIdentity);
        Assert.Empty(identity.PrincipalTags);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("Atza|IQEBLjAsAhRFiXuWpUXuRvQ9PZL3GMFcYevydwIUFAHZwXZXXXXXXX")]
    [InlineData("e30.e30")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("e30 .e30.")]
    [InlineData("e30=.e30.")]
    [InlineData("W10.e30.")]
    [InlineData("e30.W10.")]
    [InlineData("e30.bm90IGpzb24.")]
    [InlineData("é.e30.")]
    public async Task What_is_not_three_parts_of_base64url_and_json_is_no_jwt(string token) =>
        Assert.Equal(new WebIdentityFault.NotAJwt(), await ExampleIssuer.VerifyAsync(token));

    [Theory]
    [InlineData("""{"alg":"ES256","kid":1}""")]
    [InlineData("""{"alg":["ES256"]}""")]
    [InlineData("""{"alg":"ES256","crit":["exp"]}""")]
    [InlineData("""{"alg":"ES256","kid":"\ud800"}""")]
    public async Task A_header_that_cannot_be_heeded_is_no_jwt(string header) =>
        Assert.Equal(new WebIdentityFault.NotAJwt(), await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(header, Claims, _ => [1])));

    [Fact]
    public async Task Half_a_surrogate_pair_in_the_claims_is_no_jwt() =>
        Assert.Equal(new WebIdentityFault.NotAJwt(), await ExampleIssuer.VerifyAsync(ExampleIssuer.Write("""{"iss":"\ud800"}""")));

    [Fact]
    public async Task An_unregistered_issuer_is_named()
    {
        string token = ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with { Issuer = "https://other.example.com/" });
        Assert.Equal(new WebIdentityFault.NoProvider("https://other.example.com/"), await ExampleIssuer.VerifyAsync(token));
    }

    [Fact]
    public async Task An_issuer_without_scheme_finds_its_provider()
    {
        string token = ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with { Issuer = "idp.example.com/tenant" });
        Assert.Equal("idp.example.com/tenant", Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(token)).Issuer);
    }

    [Fact]
    public async Task The_provider_is_checked_before_the_audience_and_the_audience_before_the_signature_and_that_before_expiry()
    {
        TokenRequest bad = ExampleIssuer.Request with
        {
            Issuer = "https://other.example.com",
            Audience = ["other"],
            SignWith = TokenSignature.WrongSignature,
            ExpiresAt = ExampleIssuer.Now.AddDays(-1),
        };
        Assert.IsType<WebIdentityFault.NoProvider>(await VerifyAsync(bad));
        bad = bad with { Issuer = ExampleIssuer.Url };
        Assert.IsType<WebIdentityFault.WrongAudience>(await VerifyAsync(bad));
        bad = bad with { Audience = ["client-b"] };
        Assert.IsType<WebIdentityFault.InvalidSignature>(await VerifyAsync(bad));
        bad = bad with { SignWith = TokenSignature.Valid };
        Assert.IsType<WebIdentityFault.Expired>(await VerifyAsync(bad));
    }

    [Theory]
    [InlineData(TokenSignature.UnknownKey, typeof(WebIdentityFault.KeyUnavailable))]
    [InlineData(TokenSignature.WrongSignature, typeof(WebIdentityFault.InvalidSignature))]
    [InlineData(TokenSignature.None, typeof(WebIdentityFault.InvalidSignature))]
    public async Task A_token_that_is_not_well_signed_is_refused_in_every_algorithm(TokenSignature signWith, Type expected)
    {
        foreach (JwsAlgorithm algorithm in JwsAlgorithm.All)
        {
            Assert.IsType(expected, await VerifyAsync(ExampleIssuer.Request with { Algorithm = algorithm, SignWith = signWith }));
        }
    }

    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task A_public_key_is_no_hmac_secret(string algorithm)
    {
        SigningKey key = ExampleIssuer.Keys.For(JwsAlgorithm.RS256);
        using var rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters
        {
            Modulus = Convert.FromBase64String(Padded(key.PublicKey.N)),
            Exponent = Convert.FromBase64String(Padded(key.PublicKey.E)),
        });
        byte[][] secrets =
        [
            rsa.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()),
            Encoding.ASCII.GetBytes(key.PublicKey.N),
            rsa.ExportParameters(includePrivateParameters: false).Modulus!,
        ];
        foreach (byte[] secret in secrets)
        {
            string token = ExampleIssuer.Write(
                $$"""{"alg":"{{algorithm}}","kid":"{{key.KeyId}}"}""",
                Claims,
                input => algorithm switch
                {
                    "HS256" => HMACSHA256.HashData(secret, input),
                    "HS384" => HMACSHA384.HashData(secret, input),
                    _ => HMACSHA512.HashData(secret, input),
                });
            Assert.Equal(new WebIdentityFault.InvalidSignature(), await ExampleIssuer.VerifyAsync(token));
        }
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("")]
    [InlineData("rs256")]
    [InlineData("EdDSA")]
    public async Task No_algorithm_is_heard_beside_the_six(string algorithm)
    {
        SigningKey key = ExampleIssuer.Keys.For(JwsAlgorithm.RS256);
        string header = $$"""{"alg":"{{algorithm}}","kid":"{{key.KeyId}}"}""";
        Assert.Equal(new WebIdentityFault.InvalidSignature(), await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(header, Claims, key.Sign)));
        Assert.Equal(new WebIdentityFault.InvalidSignature(), await ExampleIssuer.VerifyAsync(ExampleIssuer.Write(header, Claims, _ => [])));
    }

    [Fact]
    public async Task A_well_signed_pss_token_is_refused()
    {
        using var rsa = RSA.Create(2048);
        string jwks = $$"""
            {"keys":[{"kty":"RSA","kid":"k","n":"{{Unpadded(rsa.ExportParameters(false).Modulus!)}}","e":"AQAB"}]}
            """;
        OidcProvider provider = ExampleIssuer.Provider with { Jwks = jwks };
        string pss = ExampleIssuer.Write(
            """{"alg":"PS256","kid":"k"}""", Claims, input => rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        string pkcs1 = ExampleIssuer.Write(
            """{"alg":"RS256","kid":"k"}""", Claims, input => rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.IsType<WebIdentityFault.InvalidSignature>(await ExampleIssuer.VerifyAsync(pss, provider));
        Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(pkcs1, provider));
    }

    [Fact]
    public async Task A_key_of_another_kind_or_curve_than_the_algorithm_is_refused()
    {
        foreach (JwsAlgorithm signed in JwsAlgorithm.All)
        {
            foreach (JwsAlgorithm claimed in JwsAlgorithm.All)
            {
                SigningKey key = ExampleIssuer.Keys.For(signed);
                string token = ExampleIssuer.Write($$"""{"alg":"{{claimed}}","kid":"{{key.KeyId}}"}""", Claims, key.Sign);
                Assert.Equal(signed == claimed, await ExampleIssuer.VerifyAsync(token) is WebIdentity);
            }
        }
    }

    [Fact]
    public async Task A_curve_that_is_too_large_for_the_algorithm_is_refused_although_the_signature_fits()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        ECParameters key = p384.ExportParameters(includePrivateParameters: false);
        string jwks = $$"""
            {"keys":[{"kty":"EC","kid":"k","crv":"P-384","x":"{{Unpadded(key.Q.X!)}}","y":"{{Unpadded(key.Q.Y!)}}"}]}
            """;
        string token = ExampleIssuer.Write(
            """{"alg":"ES256","kid":"k"}""", Claims, input => p384.SignData(input, HashAlgorithmName.SHA256));
        Assert.IsType<WebIdentityFault.InvalidSignature>(await ExampleIssuer.VerifyAsync(token, ExampleIssuer.Provider with { Jwks = jwks }));
    }

    [Theory]
    [InlineData("jwk")]
    [InlineData("jku")]
    [InlineData("x5u")]
    [InlineData("x5c")]
    public async Task A_key_the_token_brings_is_not_looked_at(string parameter)
    {
        SigningKey stranger = ExampleIssuer.OtherKeys.For(JwsAlgorithm.ES256);
        var header = new JsonObject
        {
            ["alg"] = "ES256",
            ["kid"] = ExampleIssuer.Keys.For(JwsAlgorithm.ES256).KeyId,
            [parameter] = parameter switch
            {
                "jwk" => new JsonObject
                {
                    ["kty"] = "EC",
                    ["crv"] = "P-256",
                    ["x"] = stranger.PublicKey.X,
                    ["y"] = stranger.PublicKey.Y,
                    ["kid"] = stranger.KeyId,
                },
                "x5c" => new JsonArray("MIIB"),
                _ => "http://127.0.0.1:1/keys",
            },
        };
        string token = ExampleIssuer.Write(header.ToJsonString(), Claims, stranger.Sign);
        Assert.Equal(new WebIdentityFault.InvalidSignature(), await ExampleIssuer.VerifyAsync(token));
    }

    [Theory]
    [InlineData(24 * 3600, null)]
    [InlineData((24 * 3600) + 300, null)]
    [InlineData((24 * 3600) + 301, (24 * 3600) + 301)]
    [InlineData(441398, 441398)]
    public async Task A_token_is_too_old_a_day_after_its_issue_although_it_has_not_expired(int age, int? tooOld)
    {
        WebIdentityOutcome outcome = await VerifyAsync(ExampleIssuer.Request with
        {
            IssuedAt = ExampleIssuer.Now.AddSeconds(-age),
            ExpiresAt = ExampleIssuer.Now.AddDays(7),
        });
        Assert.Equal(tooOld is { } seconds ? new WebIdentityFault.TooOld(seconds) : null, outcome as WebIdentityFault);
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public async Task A_token_is_expired_five_minutes_after_its_end(int seconds, bool accepted)
    {
        WebIdentityOutcome outcome = await VerifyAsync(ExampleIssuer.Request with { ExpiresAt = ExampleIssuer.Now.AddSeconds(-seconds) });
        Assert.Equal(accepted, outcome is WebIdentity);
    }

    [Fact]
    public async Task An_end_beyond_all_calendars_is_the_last_instant()
    {
        string token = ExampleIssuer.MintWith(new JsonObject { ["exp"] = long.MaxValue });
        WebIdentity identity = Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(token));
        Assert.Equal(9999, identity.ExpiresAt.Year);
    }

    [Fact]
    public async Task Many_threads_verify_with_one_key()
    {
        using var keys = new VerificationKeys(new SettableClock(ExampleIssuer.Now));
        var verifier = new WebIdentityVerifier(keys);
        string[] good = [.. JwsAlgorithm.All.Select(a => ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with { Algorithm = a }))];
        string[] bad =
        [
            .. JwsAlgorithm.All.Select(a => ExampleIssuer.Issuer.Mint(
                ExampleIssuer.Request with { Algorithm = a, SignWith = TokenSignature.WrongSignature })),
        ];
        await Parallel.ForAsync(0, 600, TestContext.Current.CancellationToken, async (i, cancellationToken) =>
        {
            string[] tokens = i % 4 == 0 ? bad : good;
            WebIdentityOutcome outcome = await verifier.VerifyAsync(
                tokens[i % tokens.Length], [ExampleIssuer.Provider], ExampleIssuer.Now, cancellationToken);
            Assert.Equal(tokens == good, outcome is WebIdentity);
        });
    }

    private static Task<WebIdentityOutcome> VerifyAsync(TokenRequest request) => ExampleIssuer.VerifyAsync(ExampleIssuer.Issuer.Mint(request));

    private static string GoodClaims()
    {
        long now = ExampleIssuer.Now.ToUnixTimeSeconds();
        return $$"""{"iss":"{{ExampleIssuer.Url}}","sub":"s","aud":"client-a","iat":{{now}},"exp":{{now + 600}}}""";
    }

    private static string Padded(string base64Url)
    {
        string text = base64Url.Replace('-', '+').Replace('_', '/');
        return text.PadRight((text.Length + 3) / 4 * 4, '=');
    }

    private static string Unpadded(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
