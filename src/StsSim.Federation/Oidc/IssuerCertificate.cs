using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Federation.Oidc;

/// <summary>
/// Asks an issuer's host for its certificates, as IAM does where a provider is registered without a thumbprint: it keeps
/// that of the topmost authority among them (IAM API Reference, CreateOpenIDConnectProvider).
/// </summary>
public sealed class IssuerCertificate(VerificationKeysOptions? options = null)
{
    private readonly VerificationKeysOptions _options = options ?? new VerificationKeysOptions();

    /// <summary>The SHA-1 thumbprint in lower-case hex, or <see langword="null"/> where the host cannot or may not be reached or does not speak TLS.</summary>
    /// <param name="url">An <c>https</c> URL.</param>
    public async Task<string?> FindThumbprintAsync(string url, CancellationToken cancellationToken)
    {
        var address = new Uri(url);
        string? thumbprint = null;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.Timeout);
        try
        {
            await using NetworkStream connection = await new IssuerConnector(_options).ConnectAsync(address, deadline.Token).ConfigureAwait(false);
            await using var stream = new SslStream(connection);
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = address.IdnHost,

                    // Whoever the host is: its certificate is only written down here, and nothing is said to it.
                    RemoteCertificateValidationCallback = (_, certificate, chain, _) => (thumbprint = Topmost(certificate, chain)) is not null,
                },
                deadline.Token).ConfigureAwait(false);
            return thumbprint;
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            return null;
        }
    }

    // Of those the host showed; the root that this machine may have added is not among them.
    private static string? Topmost(X509Certificate? certificate, X509Chain? chain)
    {
        string? topmost = certificate?.GetCertHashString();
        foreach (X509ChainElement element in chain?.ChainElements.AsEnumerable() ?? [])
        {
            if (chain!.ChainPolicy.ExtraStore.Contains(element.Certificate))
            {
                topmost = element.Certificate.GetCertHashString();
            }
        }

        return topmost?.ToLowerInvariant();
    }
}
