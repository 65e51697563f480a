using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace StsSim.Federation.Oidc;

/// <summary>A private key under one key id, for one algorithm; many threads may sign with it at once.</summary>
internal sealed class SigningKey
{
    private static readonly CryptoProviderFactory Factory = new() { CacheSignatureProviders = false };

    private readonly SignatureProvider _signer;

    /// <param name="algorithm">The algorithm to sign with.</param>
    /// <param name="key">The private key; not kept, its parameters are.</param>
    public SigningKey(JwsAlgorithm algorithm, AsymmetricAlgorithm key)
    {
        JsonWebKey secret = key is RSA rsa
            ? JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)))
            : EllipticCurveKey(algorithm, (ECDsa)key);
        Algorithm = algorithm;

        // Of the key itself, so that it outlives a restart; with the algorithm, as one RSA key serves three of them.
        KeyId = $"{algorithm.Name}-{Base64UrlEncoder.Encode(secret.ComputeJwkThumbprint())}";
        PublicKey = new JsonWebKey
        {
            Kid = KeyId,
            Kty = secret.Kty,
            Use = "sig",
            Alg = algorithm.Name,
            N = secret.N,
            E = secret.E,
            Crv = secret.Crv,
            X = secret.X,
            Y = secret.Y,
        };
        _signer = Factory.CreateForSigning(secret, algorithm.Name);
    }

    public JwsAlgorithm Algorithm { get; }

    public string KeyId { get; }

    /// <summary>The public half, as it is published.</summary>
    public JsonWebKey PublicKey { get; }

    public byte[] Sign(byte[] input) => _signer.Sign(input);

    // The library's own conversion would hold on to the key object.
    private static JsonWebKey EllipticCurveKey(JwsAlgorithm algorithm, ECDsa key)
    {
        ECParameters parameters = key.ExportParameters(includePrivateParameters: true);
        return new JsonWebKey
        {
            Kty = algorithm.KeyType,
            Crv = algorithm.Curve,
            X = Base64UrlEncoder.Encode(parameters.Q.X),
            Y = Base64UrlEncoder.Encode(parameters.Q.Y),
            D = Base64UrlEncoder.Encode(parameters.D),
        };
    }
}
