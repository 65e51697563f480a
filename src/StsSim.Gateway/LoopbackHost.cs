using System.Net;

namespace StsSim.Gateway;

/// <summary>Which host names and addresses can only mean this machine.</summary>
public static class LoopbackHost
{
    /// <param name="host">A host without its port; an IPv6 address with or without brackets.</param>
    public static bool Is(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
