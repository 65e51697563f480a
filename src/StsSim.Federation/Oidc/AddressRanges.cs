using System.Net;
using System.Net.Sockets;

namespace StsSim.Federation.Oidc;

/// <summary>The special-purpose address registries of IANA (RFC 6890), in short.</summary>
internal static class AddressRanges
{
    // Documentation ranges and those of retired protocols are as good as reserved.
    private static readonly IPNetwork[] Forbidden = Networks(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    // Outside the link-local range: Azure's and Alibaba's, AWS's and Google's over IPv6.
    private static readonly IPNetwork[] Metadata = Networks("168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::/32", "fd20:ce::/32");

    private static readonly IPNetwork[] Private = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15", "fc00::/7");

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork TranslatedIpv4 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The range of an address; an IPv4 address in IPv6's clothes is that IPv4 address.</summary>
    public static AddressRange Of(IPAddress address)
    {
        if (Ipv4In(address) is { } inner)
        {
            return Of(inner);
        }

        if (IPAddress.IsLoopback(address))
        {
            return AddressRange.Loopback;
        }

        if (Contains(Metadata, address) || Contains(Forbidden, address))
        {
            return AddressRange.Forbidden;
        }

        if (Contains(Private, address))
        {
            return AddressRange.Private;
        }

        bool isIpv4 = address.AddressFamily == AddressFamily.InterNetwork;
        return isIpv4 || GlobalUnicast.Contains(address) ? AddressRange.Public : AddressRange.Forbidden;
    }

    private static IPAddress? Ipv4In(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return TranslatedIpv4.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12)) : null;
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address)
    {
        foreach (IPNetwork network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork[] Networks(params string[] prefixes) => [.. prefixes.Select(IPNetwork.Parse)];
}
