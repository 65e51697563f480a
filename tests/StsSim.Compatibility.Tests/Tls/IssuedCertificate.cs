using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>A certificate for 127.0.0.1 as a company's own authority issues it, through an intermediate.</summary>
internal sealed class IssuedCertificate : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    /// <param name="days">How long it is valid from now on; negative where it no longer is.</param>
    public IssuedCertificate(int days = 30)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        (DateTimeOffset from, DateTimeOffset until) = (now.AddDays(-60), now.AddDays(60));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _root = Authority("CN=Root", rootKey).CreateSelfSigned(from, until);
        using var intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 intermediate = Authority("CN=Intermediate", intermediateKey).Create(_root, from, until, RandomNumberGenerator.GetBytes(8));
        _intermediate = intermediate.CopyWithPrivateKey(intermediateKey);
        var request = new CertificateRequest("CN=127.0.0.1", _key, HashAlgorithmName.SHA256);
        var subjects = new SubjectAlternativeNameBuilder();
        subjects.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(subjects.Build());
        using X509Certificate2 bare = request.Create(_intermediate, from, now.AddDays(days), RandomNumberGenerator.GetBytes(8));
        Certificate = bare.CopyWithPrivateKey(_key);
    }

    public X509Certificate2 Certificate { get; }

    public string RootPem => _root.ExportCertificatePem();

    /// <summary>The certificate and its intermediate, as certbot and cert-manager write them.</summary>
    public string ChainPem => $"{Certificate.ExportCertificatePem()}\n{_intermediate.ExportCertificatePem()}\n";

    public string KeyPem => _key.ExportPkcs8PrivateKeyPem();

    public string EncryptedKeyPem(string password) =>
        _key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1000));

    public byte[] Pfx(string? password)
    {
        using X509Certificate2 intermediate = X509CertificateLoader.LoadCertificate(_intermediate.RawData);
        return new X509Certificate2Collection { Certificate, intermediate }.Export(X509ContentType.Pkcs12, password)!;
    }

    public void Dispose()
    {
        Certificate.Dispose();
        _intermediate.Dispose();
        _root.Dispose();
        _key.Dispose();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request;
    }
}
