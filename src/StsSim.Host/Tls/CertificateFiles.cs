using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StsSim.Host.Tls;

/// <summary>The files that a certificate and its key are in.</summary>
internal sealed class CertificateFiles(TlsSettings settings)
{
    private const byte StartOfPfx = 0x30; // an ASN.1 sequence; PEM is text

    // What macOS has no way to do; what Windows needs to serve with it.
    private static readonly X509KeyStorageFlags Storage =
        X509KeyStorageFlags.Exportable | (OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet);

    private readonly string _certificatePath = settings.Certificate!;
    private readonly string _keyPath = settings.Key ?? settings.Certificate!;

    /// <summary>What stands in them, and nothing of it.</summary>
    /// <exception cref="StartupException">One of them cannot be read.</exception>
    public byte[] Fingerprint() => SHA256.HashData([.. SHA256.HashData(ReadBytes(_certificatePath)), .. SHA256.HashData(ReadBytes(_keyPath))]);

    /// <exception cref="StartupException">They hold no certificate that a server could show, and why.</exception>
    public ServerCertificate Read()
    {
        byte[] content = ReadBytes(_certificatePath);
        return content is [StartOfPfx, ..] ? ReadPfx(content) : ReadPem(Encoding.UTF8.GetString(content));
    }

    public override string ToString() => _certificatePath;

    private ServerCertificate ReadPfx(byte[] content)
    {
        X509Certificate2Collection found;
        try
        {
            found = X509CertificateLoader.LoadPkcs12Collection(content, settings.Password, Storage);
        }
        catch (CryptographicException e)
        {
            throw new StartupException($"The TLS certificate '{_certificatePath}' cannot be opened: it is no PFX, or StsSim__TlsPassword is not its password.", e);
        }

        X509Certificate2 own = found.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new StartupException($"The TLS certificate '{_certificatePath}' comes without its private key.");
        found.Remove(own);
        return new ServerCertificate(own, found);
    }

    private ServerCertificate ReadPem(string text)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(text);
        }
        catch (CryptographicException e)
        {
            throw new StartupException($"The TLS certificate '{_certificatePath}' is not valid PEM.", e);
        }

        if (found.Count == 0)
        {
            throw new StartupException($"'{_certificatePath}' holds no TLS certificate: --tls-certificate takes PEM or a PFX.");
        }

        using X509Certificate2 bare = found[0];
        found.RemoveAt(0);
        return new ServerCertificate(WithKey(bare.ExportCertificatePem()), found);
    }

    private X509Certificate2 WithKey(string certificate)
    {
        string key = Encoding.UTF8.GetString(ReadBytes(_keyPath));
        bool isEncrypted = key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
        try
        {
            return isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(certificate, key, settings.Password)
                : X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // What the runtime says of it quotes nothing of the key, and does not tell these apart.
            throw new StartupException(
                isEncrypted
                    ? $"The TLS key '{_keyPath}' cannot be decrypted, or is not that of '{_certificatePath}': StsSim__TlsPassword names its password."
                    : $"'{_keyPath}' does not hold the private key of the TLS certificate '{_certificatePath}'.",
                e);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The TLS file '{path}' cannot be read: {e.Message}", e);
        }
    }
}
