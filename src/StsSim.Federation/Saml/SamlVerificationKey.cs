using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Federation.Saml;

/// <summary>
/// The public key of a provider's signing certificate. The certificate's own dates and signature do not matter: it is
/// trusted because it stands in the metadata (SAML metadata interoperability profile).
/// </summary>
internal sealed class SamlVerificationKey
{
    private const int SmallestRsaKey = 1024, LargestRsaKey = 8192;

    private readonly byte[] _subjectPublicKeyInfo;
    private readonly bool _isEllipticCurve;

    private SamlVerificationKey(byte[] subjectPublicKeyInfo, bool isEllipticCurve)
    {
        _subjectPublicKeyInfo = subjectPublicKeyInfo;
        _isEllipticCurve = isEllipticCurve;
    }

    /// <summary>The key, or <see langword="null"/> where the bytes are no certificate of a usable key.</summary>
    public static SamlVerificationKey? FromCertificate(byte[] encoded)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(encoded);
            using RSA? rsa = certificate.GetRSAPublicKey();
            if (rsa is not null)
            {
                return rsa.KeySize is >= SmallestRsaKey and <= LargestRsaKey && RsaPublicExponent.IsSound(rsa.ExportParameters(includePrivateParameters: false).Exponent)
                    ? new SamlVerificationKey(rsa.ExportSubjectPublicKeyInfo(), isEllipticCurve: false)
                    : null;
            }

            using ECDsa? ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa is null ? null : new SamlVerificationKey(ecdsa.ExportSubjectPublicKeyInfo(), isEllipticCurve: true);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Whether this key signed the hash, by an algorithm meant for its kind of key.</summary>
    public bool Verify(SignatureAlgorithm algorithm, byte[] hash, byte[] signature)
    {
        if (algorithm.IsEllipticCurve != _isEllipticCurve)
        {
            return false;
        }

        // Key objects are not for several threads at once; making one costs a fraction of using it.
        if (_isEllipticCurve)
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(_subjectPublicKeyInfo, out _);
            return ecdsa.VerifyHash(hash, signature);
        }

        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(_subjectPublicKeyInfo, out _);
        return rsa.VerifyHash(hash, signature, algorithm.Hash, RSASignaturePadding.Pkcs1);
    }
}
