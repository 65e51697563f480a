using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Federation.Oidc;

/// <summary>
/// Accepts a host whose certificate chain the machine trusts, and otherwise one with a registered certificate in its
/// chain (IAM User Guide, "Obtain the thumbprint for an OpenID Connect identity provider").
/// </summary>
internal sealed class ServerCertificateCheck(IReadOnlyList<string> thumbprints)
{
    // A registered certificate excuses that nobody else vouches for it, and nothing else: a broken signature is a forgery.
    private const X509ChainStatusFlags Excusable = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain
        | X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    /// <summary>Whether a host was refused.</summary>
    public bool Refused { get; private set; }

    /// <summary>As <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        bool accepted = errors == SslPolicyErrors.None || (chain is not null && IsRegistered(chain, errors));
        Refused |= !accepted;
        return accepted;
    }

    private bool IsRegistered(X509Chain chain, SslPolicyErrors errors)
    {
        foreach (X509ChainStatus status in chain.ChainStatus)
        {
            if ((status.Status & ~Excusable) != 0)
            {
                return false;
            }
        }

        // Whose own certificate is registered may live under any name; a registered authority vouches for names.
        bool misnamed = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        int candidates = misnamed ? Math.Min(1, chain.ChainElements.Count) : chain.ChainElements.Count;
        for (int i = 0; i < candidates; i++)
        {
            if (thumbprints.Contains(chain.ChainElements[i].Certificate.Thumbprint, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
