using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

public sealed class TokenIssuerTests
{
    public static TheoryData<string> Algorithms => [.. JwsAlgorithm.All.Select(algorithm => algorithm.Name)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Another_library_verifies_the_token_with_the_published_keys(string algorithm)
    {
        string token = ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with { Algorithm = JwsAlgorithm.Find(algorithm)! });
        TokenValidationResult result = await ValidateAsync(token, algorithm);
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("subject", result.ClaimsIdentity.FindFirst("sub")?.Value);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Another_library_refuses_the_spoilt_ones(string algorithm)
    {
        foreach (TokenSignature signWith in new[] { TokenSignature.UnknownKey, TokenSignature.WrongSignature, TokenSignature.None })
        {
            string token = ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with { Algorithm = JwsAlgorithm.Find(algorithm)!, SignWith = signWith });
            TokenValidationResult result = await ValidateAsync(token, algorithm);
            Assert.False(result.IsValid);
        }
    }

    [Fact]
    public void The_claims_are_those_of_the_request()
    {
        JsonElement claims = CompactJws.Parse(ExampleIssuer.Issuer.Mint(ExampleIssuer.Request))!.Claims;
        Assert.Equal(
            $$"""{"iss":"https://idp.example.com/tenant","sub":"subject","aud":"client-a","iat":1793534390,"exp":1793535300}""",
            claims.GetRawText());
    }

    [Fact]
    public void Several_audiences_are_an_array()
    {
        JsonElement claims = CompactJws.Parse(ExampleIssuer.Issuer.Mint(ExampleIssuer.Request with { Audience = ["a", "b"] }))!.Claims;
        Assert.Equal("""["a","b"]""", claims.GetProperty("aud").GetRawText());
    }

    [Fact]
    public void Further_claims_add_replace_and_remove()
    {
        var further = new JsonObject { ["sub"] = "other", ["exp"] = null, ["https://sts.amazonaws.com/"] = new JsonObject { ["org_id"] = "o-1" } };
        JsonElement claims = CompactJws.Parse(ExampleIssuer.MintWith(further))!.Claims;
        Assert.Equal("other", claims.GetProperty("sub").GetString());
        Assert.False(claims.TryGetProperty("exp", out _));
        Assert.Equal("o-1", claims.GetProperty("https://sts.amazonaws.com/").GetProperty("org_id").GetString());
        Assert.Equal("o-1", further["https://sts.amazonaws.com/"]!["org_id"]!.GetValue<string>());
    }

    [Fact]
    public void Every_token_of_an_unknown_key_has_an_id_of_its_own()
    {
        TokenRequest request = ExampleIssuer.Request with { SignWith = TokenSignature.UnknownKey };
        string?[] ids = [.. Enumerable.Range(0, 50).Select(_ => CompactJws.Parse(ExampleIssuer.Issuer.Mint(request))!.KeyId)];
        Assert.Equal(50, ids.Distinct().Count());
    }

    [Fact]
    public void Exported_keys_are_the_same_keys()
    {
        SigningKeys again = SigningKeys.Import(ExampleIssuer.Keys.Export());
        Assert.Equal(ExampleIssuer.Keys.Jwks, again.Jwks);
        Assert.Equal(ExampleIssuer.Keys.Export(), again.Export());
    }

    [Fact]
    public void New_keys_are_other_keys() => Assert.NotEqual(ExampleIssuer.Keys.Jwks, SigningKeys.Create().Jwks);

    [Fact]
    public void Bytes_that_are_no_export_are_refused()
    {
        byte[] exported = ExampleIssuer.Keys.Export();
        Assert.ThrowsAny<CryptographicException>(() => SigningKeys.Import([]));
        Assert.ThrowsAny<CryptographicException>(() => SigningKeys.Import([.. exported, 0]));
        Assert.ThrowsAny<CryptographicException>(() => SigningKeys.Import(exported[..^1]));
        Assert.ThrowsAny<CryptographicException>(() => SigningKeys.Import(new byte[16]));
    }

    [Fact]
    public void Neither_the_key_set_nor_any_text_shows_a_private_key()
    {
        string[] secrets = ["d", "p", "q", "dp", "dq", "qi", "k"];
        JsonArray keys = JsonNode.Parse(ExampleIssuer.Keys.Jwks)!["keys"]!.AsArray();
        Assert.Equal(6, keys.Count);
        Assert.All(keys, key => Assert.DoesNotContain(key!.AsObject(), member => secrets.Contains(member.Key)));
        Assert.Equal(6, keys.Select(key => key!["kid"]!.GetValue<string>()).Distinct().Count());
        Assert.StartsWith("SigningKeys RS256-", ExampleIssuer.Keys.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_discovery_document_says_what_verifiers_need() =>
        Assert.Equal(
            """{"issuer":"https://i.example.com","jwks_uri":"https://i.example.com/keys","response_types_supported":["id_token"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256","ES384"],"claims_supported":["sub","aud"]}""",
            DiscoveryDocument.ToJson("https://i.example.com", "https://i.example.com/keys", [JwsAlgorithm.RS256, JwsAlgorithm.ES384], ["sub", "aud"]));

    private static Task<TokenValidationResult> ValidateAsync(string token, string algorithm) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = ExampleIssuer.Url,
            ValidAudience = "client-a",
            IssuerSigningKeys = new JsonWebKeySet(ExampleIssuer.Keys.Jwks).GetSigningKeys(),
            ValidAlgorithms = [algorithm],
            TryAllIssuerSigningKeys = false,
            ValidateLifetime = false,
        });
}
