using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>Outbound tokens, checked as a stranger would: by the published keys, with nothing but the platform's cryptography.</summary>
public sealed class GetWebIdentityTokenTests(FederationSimulator simulator)
{
    private const string Namespace = "https://sts.amazonaws.com/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task A_token_names_the_caller_and_fits_the_published_keys(string algorithm)
    {
        GetWebIdentityTokenResponse response = await GetAsync(FederationWorld.Alice, request =>
        {
            request.SigningAlgorithm = algorithm;
            request.Tags = [new Tag { Key = "Build", Value = "42" }];
        });

        JsonElement claims = await VerifyAsync(response.WebIdentityToken, algorithm);
        Assert.Equal("arn:aws:iam::123456789012:user/alice", claims.GetProperty("sub").GetString());
        Assert.Equal("https://api.example", claims.GetProperty("aud").GetString());
        Assert.Equal(300, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal(claims.GetProperty("exp").GetInt64(), new DateTimeOffset(response.Expiration!.Value.ToUniversalTime()).ToUnixTimeSeconds());
        Assert.False(string.IsNullOrEmpty(claims.GetProperty("jti").GetString()));
        JsonElement aws = claims.GetProperty(Namespace);
        Assert.Equal("123456789012", aws.GetProperty("aws_account").GetString());
        Assert.Equal("us-east-1", aws.GetProperty("source_region").GetString());
        Assert.Equal("o-exampleorgid", aws.GetProperty("org_id").GetString());
        Assert.Equal("red", aws.GetProperty("principal_tags").GetProperty("Team").GetString());
        Assert.Equal("42", aws.GetProperty("request_tags").GetProperty("Build").GetString());
    }

    [Fact]
    public async Task Of_a_role_session_the_subject_is_the_role_and_several_audiences_are_a_list()
    {
        ClientKey session = await RoleSessionAsync();

        GetWebIdentityTokenResponse response = await GetAsync(session, request => request.Audience = ["a", "b"]);

        JsonElement claims = await VerifyAsync(response.WebIdentityToken, "RS256");
        Assert.Equal("arn:aws:iam::123456789012:role/web", claims.GetProperty("sub").GetString());
        Assert.Equal(["a", "b"], claims.GetProperty("aud").EnumerateArray().Select(audience => audience.GetString()));
    }

    [Fact]
    public async Task A_token_does_not_outlive_the_session_that_asks()
    {
        using AmazonSecurityTokenServiceClient sts = SdkClient.Create(simulator.Endpoint, await RoleSessionAsync(900));
        var request = new GetWebIdentityTokenRequest { Audience = ["a"], SigningAlgorithm = "RS256", DurationSeconds = 901 };

        var refusal = await Assert.ThrowsAsync<SessionDurationEscalationException>(() => sts.GetWebIdentityTokenAsync(request, Cancel));

        Assert.Equal((System.Net.HttpStatusCode.Forbidden, "SessionDurationEscalationException"), (refusal.StatusCode, refusal.ErrorCode));
    }

    [Fact]
    public async Task An_account_without_the_feature_is_told_so()
    {
        var refusal = await Assert.ThrowsAsync<OutboundWebIdentityFederationDisabledException>(() => GetAsync(FederationWorld.Erin));

        Assert.Equal((System.Net.HttpStatusCode.Forbidden, "OutboundWebIdentityFederationDisabledException"), (refusal.StatusCode, refusal.ErrorCode));
    }

    [Fact]
    public async Task Too_many_tags_make_a_token_too_large()
    {
        var refusal = await Assert.ThrowsAsync<JWTPayloadSizeExceededException>(() => GetAsync(
            FederationWorld.Alice, request => request.Tags = [.. Enumerable.Range(0, 50).Select(i => new Tag { Key = $"{new string('k', 120)}{i}", Value = new string('v', 256) })]));

        Assert.Equal((System.Net.HttpStatusCode.BadRequest, "JWTPayloadSizeExceededException"), (refusal.StatusCode, refusal.ErrorCode));
    }

    [Fact]
    public async Task Tags_need_a_permission_of_their_own()
    {
        Assert.NotNull((await GetAsync(FederationWorld.Bob)).WebIdentityToken);

        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(
            () => GetAsync(FederationWorld.Bob, request => request.Tags = [new Tag { Key = "a", Value = "b" }]));
        Assert.Contains("sts:TagGetWebIdentityToken", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Audience.member.1=a&SigningAlgorithm=HS256", "1 validation error detected: Value 'HS256' at 'signingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [RS256, ES384]")]
    [InlineData("SigningAlgorithm=RS256", "1 validation error detected: Value null at 'audience' failed to satisfy constraint: Member must not be null")]
    [InlineData("Audience.member.1=a", "1 validation error detected: Value null at 'signingAlgorithm' failed to satisfy constraint: Member must not be null")]
    [InlineData("Audience.member.1=a&SigningAlgorithm=RS256&DurationSeconds=59", "1 validation error detected: Value '59' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60")]
    public async Task What_is_wrong_with_a_request_is_a_validation_error(string parameters, string message) =>
        (await simulator.SendAsync(FederationWorld.Alice, "GetWebIdentityToken", parameters)).IsRefusal(400, "ValidationError", message);

    private async Task<ClientKey> RoleSessionAsync(int seconds = 3600)
    {
        using AmazonSecurityTokenServiceClient sts = simulator.Anonymous();
        AssumeRoleWithWebIdentityResponse response = await sts.AssumeRoleWithWebIdentityAsync(
            new AssumeRoleWithWebIdentityRequest
            {
                RoleArn = FederationWorld.RoleArn("web"),
                RoleSessionName = "session",
                WebIdentityToken = await simulator.TokenAsync(new { subject = "carol" }),
                DurationSeconds = seconds,
            },
            Cancel);
        return response.Credentials.AsKey();
    }

    private async Task<GetWebIdentityTokenResponse> GetAsync(ClientKey key, Action<GetWebIdentityTokenRequest>? with = null)
    {
        using AmazonSecurityTokenServiceClient sts = SdkClient.Create(simulator.Endpoint, key);
        var request = new GetWebIdentityTokenRequest { Audience = ["https://api.example"], SigningAlgorithm = "RS256" };
        with?.Invoke(request);
        return await sts.GetWebIdentityTokenAsync(request, Cancel);
    }

    // The claims, once discovery document, key and signature agree.
    private async Task<JsonElement> VerifyAsync(string token, string algorithm)
    {
        string[] parts = token.Split('.');
        JsonElement header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        JsonElement claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(algorithm, header.GetProperty("alg").GetString());

        var issuer = new Uri(simulator.Endpoint, "/_stssim/idp/outbound/123456789012/");
        JsonElement discovery = await simulator.Http.GetFromJsonAsync<JsonElement>(new Uri(issuer, ".well-known/openid-configuration"), Cancel);
        Assert.Equal(claims.GetProperty("iss").GetString(), discovery.GetProperty("issuer").GetString());
        JsonElement keys = await simulator.Http.GetFromJsonAsync<JsonElement>(new Uri(discovery.GetProperty("jwks_uri").GetString()!), Cancel);
        JsonElement key = Assert.Single(
            keys.GetProperty("keys").EnumerateArray(), candidate => candidate.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());

        byte[] signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        byte[] signature = Base64Url.DecodeFromChars(parts[2]);
        Assert.True(algorithm == "RS256" ? VerifyRsa(key, signed, signature) : VerifyP384(key, signed, signature));
        return claims;
    }

    private static bool VerifyRsa(JsonElement key, byte[] signed, byte[] signature)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyP384(JsonElement key, byte[] signed, byte[] signature)
    {
        using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = new ECPoint { X = Bytes(key, "x"), Y = Bytes(key, "y") } });
        return ec.VerifyData(signed, signature, HashAlgorithmName.SHA384);
    }

    private static byte[] Bytes(JsonElement key, string member) => Base64Url.DecodeFromChars(key.GetProperty(member).GetString());
}
