using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;

namespace StsSim.Federation.Oidc;

/// <summary>A public key of an issuer; many threads may verify with it at once.</summary>
internal sealed class VerificationKey
{
    // RFC 7518, section 3.3, asks for 2048 bits; the upper bound keeps a hostile issuer from buying much time with one.
    private const int MinimumRsaBits = 2048;
    private const int MaximumRsaBits = 8192;

    private static readonly CryptoProviderFactory Factory = new() { CacheSignatureProviders = false };

    private readonly JsonWebKey _key;
    private readonly ConcurrentDictionary<JwsAlgorithm, SignatureProvider> _verifiers = new();

    private VerificationKey(JsonWebKey key) => _key = key;

    public string KeyType => _key.Kty;

    /// <summary>The key, or <see langword="null"/> for one AWS would not verify with.</summary>
    /// <remarks>
    /// Recorded from AWS: a key for encryption is passed over, so is one without <c>n</c> and <c>e</c> or one whose
    /// certificate is of another key; <c>alg</c> means nothing.
    /// </remarks>
    public static VerificationKey? From(JsonWebKey key)
    {
        if (key.Use is { Length: > 0 } and not "sig")
        {
            return null;
        }

        try
        {
            using AsymmetricAlgorithm? algorithm = key.Kty switch
            {
                JsonWebAlgorithmsKeyTypes.RSA => ImportRsa(key),
                JsonWebAlgorithmsKeyTypes.EllipticCurve => ImportEllipticCurve(key),
                _ => null,
            };
            return algorithm is not null && AgreesWithCertificate(key, algorithm) ? new VerificationKey(key) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether the signature is this key's over the input.</summary>
    public bool Verifies(JwsAlgorithm algorithm, byte[] input, byte[] signature)
    {
        // As recorded, a key that lists operations verifies nothing, not even where "verify" is among them.
        bool fits = algorithm.KeyType == _key.Kty && (algorithm.Curve is null || algorithm.Curve == _key.Crv) && _key.KeyOps.Count == 0;
        return fits && signature.Length > 0 && Verifier(algorithm).Verify(input, signature);
    }

    private SignatureProvider Verifier(JwsAlgorithm algorithm) =>
        _verifiers.GetOrAdd(algorithm, static (a, key) => Factory.CreateForVerifying(key, a.Name), _key);

    private static RSA? ImportRsa(JsonWebKey key)
    {
        if (key.N is null || key.E is null)
        {
            return null;
        }

        byte[] modulus = Base64UrlEncoder.DecodeBytes(key.N);
        byte[] exponent = Base64UrlEncoder.DecodeBytes(key.E);
        if (modulus.Length == 0 || !RsaPublicExponent.IsSound(exponent))
        {
            return null; // of no numbers .NET does not tell by a CryptographicException
        }

        var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        if (rsa.KeySize is >= MinimumRsaBits and <= MaximumRsaBits)
        {
            return rsa;
        }

        rsa.Dispose();
        return null;
    }

    private static ECDsa? ImportEllipticCurve(JsonWebKey key)
    {
        ECCurve? curve = key.Crv switch
        {
            JsonWebKeyECTypes.P256 => ECCurve.NamedCurves.nistP256,
            JsonWebKeyECTypes.P384 => ECCurve.NamedCurves.nistP384,
            JsonWebKeyECTypes.P521 => ECCurve.NamedCurves.nistP521,
            _ => null,
        };
        return curve is null || key.X is null || key.Y is null
            ? null
            : ECDsa.Create(new ECParameters
            {
                Curve = curve.Value,
                Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
            });
    }

    private static bool AgreesWithCertificate(JsonWebKey key, AsymmetricAlgorithm algorithm)
    {
        if (key.X5c.Count == 0)
        {
            return true;
        }

        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key.X5c[0]));
        return certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(algorithm.ExportSubjectPublicKeyInfo());
    }
}
