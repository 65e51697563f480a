using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StsSim.Federation.Saml;

/// <summary>The RSA key of a SAML issuer and its self-signed certificate. Its text form never shows the key.</summary>
public sealed class SamlSigningKey
{
    private const int KeySize = 2048;
    private const int LifetimeYears = 10;

    private readonly byte[] _privateKey;

    private SamlSigningKey(byte[] privateKey, byte[] certificate)
    {
        _privateKey = privateKey;
        Certificate = certificate;
    }

    /// <summary>The certificate, DER.</summary>
    internal byte[] Certificate { get; }

    public static SamlSigningKey Create(DateTimeOffset now)
    {
        using var key = RSA.Create(KeySize);
        var request = new CertificateRequest("CN=StsSim SAML issuer", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(LifetimeYears));
        return new SamlSigningKey(key.ExportPkcs8PrivateKey(), certificate.RawData);
    }

    /// <summary>Reads what <see cref="Export"/> wrote.</summary>
    /// <exception cref="CryptographicException">The bytes are no certificate with its RSA key.</exception>
    public static SamlSigningKey Import(byte[] exported)
    {
        ArgumentNullException.ThrowIfNull(exported);
        try
        {
            string pem = Encoding.ASCII.GetString(exported);
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(pem, pem);
            using RSA key = certificate.GetRSAPrivateKey() ?? throw new CryptographicException("The key of a SAML issuer is an RSA key.");
            return new SamlSigningKey(key.ExportPkcs8PrivateKey(), certificate.RawData);
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("The key of a SAML issuer is a certificate and a private key that belong together.", e);
        }
    }

    /// <summary>Certificate and private key as PEM; to be kept as the secret it is.</summary>
    public byte[] Export() =>
        Encoding.ASCII.GetBytes($"{PemEncoding.WriteString("CERTIFICATE", Certificate)}\n{PemEncoding.WriteString("PRIVATE KEY", _privateKey)}\n");

    public override string ToString() => nameof(SamlSigningKey);

    /// <summary>The private key, the caller's own: key objects are not for several threads at once.</summary>
    internal RSA OpenPrivateKey()
    {
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(_privateKey, out _);
        return key;
    }
}
