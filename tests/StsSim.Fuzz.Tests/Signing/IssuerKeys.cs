using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using StsSim.Federation.Oidc;
using StsSim.Fuzz.Tests.Engine;

namespace StsSim.Fuzz.Tests.Signing;

/// <summary>The keys of the OIDC issuer and of the SAML identity provider whose tokens are fuzzed.</summary>
internal static class IssuerKeys
{
    public static RSA Rsa { get; } = Imported(RSA.Create(), "rsa");

    public static ECDsa P256 { get; } = Imported(ECDsa.Create(), "p256");

    public static ECDsa P384 { get; } = Imported(ECDsa.Create(), "p384");

    public static ECDsa P521 { get; } = Imported(ECDsa.Create(), "p521");

    /// <summary>The issuer's public keys.</summary>
    public static string Jwks { get; } = SigningKeys.Import([.. new AsymmetricAlgorithm[] { Rsa, P256, P384, P521 }.SelectMany(Exported)]).Jwks;

    /// <summary>The id of the issuer's key for an algorithm.</summary>
    public static string KeyIdOf(string algorithm)
    {
        using JsonDocument jwks = JsonDocument.Parse(Jwks);
        return jwks.RootElement.GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("alg").GetString() == algorithm).GetProperty("kid").GetString()!;
    }

    /// <summary>Whether the issuer signed the input under that algorithm; of no other algorithm is there a key.</summary>
    public static bool Verify(string? algorithm, byte[] input, byte[] signature) => algorithm switch
    {
        "RS256" => Rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => Rsa.VerifyData(input, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => Rsa.VerifyData(input, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "ES256" => P256.VerifyData(input, signature, HashAlgorithmName.SHA256),
        "ES384" => P384.VerifyData(input, signature, HashAlgorithmName.SHA384),
        "ES512" => P521.VerifyData(input, signature, HashAlgorithmName.SHA512),
        _ => false,
    };

    private static T Imported<T>(T key, string name)
        where T : AsymmetricAlgorithm
    {
        key.ImportFromPem(Corpus.Key(name));
        return key;
    }

    // As SigningKeys documents it: each in PKCS #8 after its length.
    private static byte[] Exported(AsymmetricAlgorithm key)
    {
        byte[] pkcs8 = key.ExportPkcs8PrivateKey(), length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, pkcs8.Length);
        return [.. length, .. pkcs8];
    }
}
