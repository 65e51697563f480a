using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Host.Tls;

/// <summary>
/// A certificate for a server that is under development, and the authority that has signed it. The authority's key is
/// gone with the making, so who trusts the authority trusts this one certificate.
/// </summary>
internal sealed class DevelopmentCertificate : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // The longest that Apple's systems take of an authority that is not theirs.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(825);

    // A client's clock may be behind.
    private static readonly TimeSpan Leeway = TimeSpan.FromHours(1);

    private DevelopmentCertificate(X509Certificate2 server, string authorityPem) => (Server, AuthorityPem) = (server, authorityPem);

    /// <summary>With its private key.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>What clients have to trust.</summary>
    public string AuthorityPem { get; }

    public string ServerPem => Server.ExportCertificatePem() + "\n";

    public static DevelopmentCertificate Create(SubjectNames subjects, TimeProvider time)
    {
        DateTimeOffset from = time.GetUtcNow() - Leeway;
        DateTimeOffset until = from + Lifetime - TimeSpan.FromSeconds(1); // the last second counts
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 authority = CreateAuthority(subjects, authorityKey, from, until);
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 server = CreateServer(subjects, serverKey, authority, from, until);
        return new DevelopmentCertificate(server.CopyWithPrivateKey(serverKey), authority.ExportCertificatePem() + "\n");
    }

    /// <summary>The private key of <see cref="Server"/>, for a file that nobody else can read.</summary>
    public string ExportKey()
    {
        using ECDsa key = Server.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    public void Dispose() => Server.Dispose();

    private static X509Certificate2 CreateAuthority(SubjectNames subjects, ECDsa key, DateTimeOffset from, DateTimeOffset until)
    {
        // The name tells one from the next in a list of trusted authorities.
        string name = $"CN=StsSim development CA {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}, O=StsSim";
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(subjects.ToConstraints());
        return request.CreateSelfSigned(from, until);
    }

    private static X509Certificate2 CreateServer(SubjectNames subjects, ECDsa key, X509Certificate2 authority, DateTimeOffset from, DateTimeOffset until)
    {
        var request = new CertificateRequest("CN=StsSim development, O=StsSim", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(subjects.ToExtension());
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40); // positive, and all of its bytes count
        return request.Create(authority, from, until, serial);
    }
}
