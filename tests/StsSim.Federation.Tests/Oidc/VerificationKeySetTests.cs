using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

/// <summary>Which keys of a set STS verified with, as recorded on 11 September 2026.</summary>
public sealed class VerificationKeySetTests
{
    private static readonly SigningKey Signer = ExampleIssuer.Keys.For(JwsAlgorithm.RS256);
    private static readonly SigningKey Other = ExampleIssuer.OtherKeys.For(JwsAlgorithm.RS256);
    private static readonly byte[] Input = Encoding.ASCII.GetBytes("input");
    private static readonly byte[] Signature = Signer.Sign(Input);

    [Theory]
    [InlineData("use", "\"sig\"")]
    [InlineData("use", null)]
    [InlineData("alg", "\"RS512\"")]
    [InlineData("alg", null)]
    public void A_key_verifies_whatever_its_algorithm_is_said_to_be(string member, string? json)
    {
        JsonObject key = Key(Signer);
        key[member] = json is null ? null : JsonNode.Parse(json);
        Assert.True(Verifies(Set(key), "k"));
    }

    [Theory]
    [InlineData("use", "\"enc\"")]
    [InlineData("kid", null)]
    [InlineData("n", null)]
    [InlineData("e", null)]
    [InlineData("n", "\"\"")]
    [InlineData("e", "\"\"")]
    [InlineData("e", "\" \"")]
    [InlineData("n", "\"AQAB\"")]
    [InlineData("n", "\"not base 64!\"")]
    [InlineData("kty", "\"oct\"")]
    [InlineData("kty", "\"EC\"")]
    [InlineData("x5c", "[\"garbage\"]")]
    public void A_key_that_is_not_for_signatures_or_not_whole_is_passed_over(string member, string? json)
    {
        JsonObject key = Key(Signer);
        key.Remove(member);
        if (json is not null)
        {
            key[member] = JsonNode.Parse(json);
        }

        Assert.Null(Set(key).Find("k"));
        Assert.Null(Set(key).Find(null));
    }

    [Theory]
    [InlineData("sign")]
    [InlineData("verify")]
    public void A_key_that_lists_operations_verifies_nothing(string operation)
    {
        JsonObject key = Key(Signer);
        key["key_ops"] = new JsonArray(operation);
        Assert.False(Verifies(Set(key), "k"));
    }

    [Fact]
    public void A_set_that_ends_in_the_middle_is_none()
    {
        JsonObject key = Key(Signer);

        Assert.NotNull(VerificationKeySet.Parse($$"""{"keys":[{{key}}]}""")?.Find("k"));
        Assert.Null(VerificationKeySet.Parse($$"""{"keys":[{{key}}]"""));
        Assert.Null(VerificationKeySet.Parse($$"""{"keys":[{{key}},"""));
    }

    [Fact]
    public void Without_an_id_in_the_token_the_only_key_counts()
    {
        Assert.True(Verifies(Set(Key(Signer)), null));
        Assert.Null(Set(Key(Signer)).Find(""));
        Assert.Null(Set(Key(Signer), Key(Other, "other")).Find(null));
    }

    [Fact]
    public void Of_two_keys_with_one_id_the_later_counts()
    {
        Assert.True(Verifies(Set(Key(Other), Key(Signer)), "k"));
        Assert.False(Verifies(Set(Key(Signer), Key(Other)), "k"));
    }

    [Fact]
    public void More_than_a_hundred_keys_of_a_type_make_that_type_useless_and_not_the_other()
    {
        JsonObject curve = JsonNode.Parse(ExampleIssuer.Keys.Jwks)!["keys"]!.AsArray()
            .Single(key => key!["alg"]!.GetValue<string>() == "ES256")!.AsObject();
        JsonObject[] hundred = [.. Enumerable.Range(0, 100).Select(i => Key(Signer, $"{i}")), curve];
        Assert.NotNull(Set(hundred).Find("7"));

        VerificationKeySet crowded = Set([Key(Signer, "one too many"), .. hundred]);
        Assert.Null(crowded.Find("7"));
        Assert.NotNull(crowded.Find(ExampleIssuer.Keys.For(JwsAlgorithm.ES256).KeyId));
    }

    [Fact]
    public void A_certificate_must_be_of_the_key()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=key", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        JsonObject matching = new()
        {
            ["kty"] = "RSA",
            ["kid"] = "k",
            ["n"] = Base64Url.EncodeToString(rsa.ExportParameters(includePrivateParameters: false).Modulus),
            ["e"] = "AQAB",
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate.RawData)),
        };
        Assert.NotNull(Set(matching).Find("k"));

        JsonObject conflicting = Key(Signer);
        conflicting["x5c"] = matching["x5c"]!.DeepClone();
        Assert.Null(Set(conflicting).Find("k"));

        matching.Remove("n");
        Assert.Null(Set(matching).Find("k"));
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(2048, true)]
    public void A_short_rsa_key_is_passed_over(int bits, bool expected)
    {
        using var rsa = RSA.Create(bits);
        string modulus = Base64Url.EncodeToString(rsa.ExportParameters(includePrivateParameters: false).Modulus);
        JsonObject key = new() { ["kty"] = "RSA", ["kid"] = "k", ["n"] = modulus, ["e"] = "AQAB" };
        Assert.Equal(expected, Set(key).Find("k") is not null);
    }

    // What costs whoever verifies much, or protects nothing.
    [Theory]
    [InlineData(2048, "AQAB", true)]
    [InlineData(8192, "AQAB", true)]
    [InlineData(8200, "AQAB", false)]
    [InlineData(16384, "AQAB", false)]
    [InlineData(2048, "Aw", true)]
    [InlineData(2048, "AAAAAAEAAQ", true)]
    [InlineData(2048, "_____w", true)]
    [InlineData(2048, "AQ", false)]
    [InlineData(2048, "AAE", false)]
    [InlineData(2048, "AA", false)]
    [InlineData(2048, "", false)]
    [InlineData(2048, "AQAA", false)]
    [InlineData(2048, "AQAAAAE", false)]
    public void A_modulus_or_an_exponent_out_of_bounds_is_passed_over(int bits, string exponent, bool expected)
    {
        JsonObject key = new() { ["kty"] = "RSA", ["kid"] = "k", ["n"] = Base64Url.EncodeToString(Modulus(bits)), ["e"] = exponent };
        Assert.Equal(expected, Set(key).Find("k") is not null);
    }

    [Fact]
    public void An_exponent_as_long_as_its_modulus_is_passed_over()
    {
        JsonObject key = new() { ["kty"] = "RSA", ["kid"] = "k", ["n"] = Base64Url.EncodeToString(Modulus(3072)), ["e"] = Base64Url.EncodeToString(Modulus(3064)) };
        Assert.Null(Set(key).Find("k"));
    }

    [Fact]
    public void A_point_beside_its_curve_is_passed_over()
    {
        JsonObject key = new() { ["kty"] = "EC", ["kid"] = "k", ["crv"] = "P-256", ["x"] = new string('A', 43), ["y"] = new string('A', 43) };
        Assert.Null(Set(key).Find("k"));
    }

    // Nobody asks whether it has two primes.
    private static byte[] Modulus(int bits)
    {
        byte[] modulus = new byte[bits / 8];
        Array.Fill(modulus, (byte)0xF1);
        return modulus;
    }

    private static bool Verifies(VerificationKeySet set, string? keyId) => set.Find(keyId)!.Verifies(JwsAlgorithm.RS256, Input, Signature);

    private static VerificationKeySet Set(params JsonObject[] keys) =>
        VerificationKeySet.Parse(new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.DeepClone())]) }.ToJsonString())!;

    private static JsonObject Key(SigningKey key, string keyId = "k") => new()
    {
        ["kty"] = "RSA",
        ["kid"] = keyId,
        ["use"] = "sig",
        ["alg"] = "RS256",
        ["n"] = key.PublicKey.N,
        ["e"] = key.PublicKey.E,
    };
}
