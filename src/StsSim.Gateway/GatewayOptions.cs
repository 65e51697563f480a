namespace StsSim.Gateway;

/// <summary>How the HTTP door behaves.</summary>
public sealed class GatewayOptions
{
    /// <summary>
    /// The largest body read; a longer one is answered with 413. The longest legal request carries a 100,000 character
    /// SAML assertion, three times that when every character is escaped.
    /// </summary>
    public long MaximumBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The largest query string and headers together; beyond, the answer is 400 RequestHeaderSectionTooLarge.</summary>
    public long MaximumHeadBytes { get; set; } = 128 * 1024;

    /// <summary>Whether answers the simulator shaped say so in <c>x-stssim-*</c> headers. The real service sends none.</summary>
    public bool AnnotateAnswers { get; set; } = true;

    /// <summary>
    /// Whether the control API, dashboard and metrics have a listener of their own, whose connections bear the mark of
    /// <see cref="ControlConnection"/>; the others are AWS's alone.
    /// </summary>
    public bool HasControlListener { get; set; }

    /// <summary>The certificate authority that clients of https addresses have to trust, PEM; <see langword="null"/> where they know it already.</summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>The bearer token of the control API, or <see langword="null"/> where it is open, on loopback only.</summary>
    public string? AdminToken { get; set; }
}
