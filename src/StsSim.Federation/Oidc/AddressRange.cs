namespace StsSim.Federation.Oidc;

/// <summary>Where an address lies, as far as it matters for who may be led there.</summary>
internal enum AddressRange
{
    /// <summary>Routed in the Internet.</summary>
    Public,

    /// <summary>This machine.</summary>
    Loopback,

    /// <summary>RFC 1918, carrier-grade NAT, benchmarks, unique local IPv6.</summary>
    Private,

    /// <summary>Link-local, multicast, reserved, and where clouds serve metadata: no issuer is there.</summary>
    Forbidden,
}
