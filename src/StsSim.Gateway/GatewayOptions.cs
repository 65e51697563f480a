using StsSim.Gateway.Limits;

namespace StsSim.Gateway;

/// <summary>How the HTTP door behaves.</summary>
public sealed class GatewayOptions
{
    /// <summary>What it takes from clients.</summary>
    public GatewayLimits Limits { get; init; } = new();

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
