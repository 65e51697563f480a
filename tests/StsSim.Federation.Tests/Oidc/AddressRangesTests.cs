using System.Net;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

public sealed class AddressRangesTests
{
    public static TheoryData<string, string> Ranges { get; } = new()
    {
        { "Public", "8.8.8.8 1.1.1.1 52.46.128.1 172.15.255.255 172.32.0.0 100.63.255.255 100.128.0.0 2600:1f18::1 2a00:1450:4001::8a ::ffff:8.8.8.8 64:ff9b::808:808" },
        { "Loopback", "127.0.0.1 127.255.255.254 ::1 ::ffff:127.0.0.1 64:ff9b::7f00:1" },
        { "Private", "10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 198.18.0.1 fd12:3456:789a::1 fc00::1 ::ffff:10.0.0.1 64:ff9b::a00:1" },
        { "Forbidden", "169.254.169.254 169.254.170.2 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe fd00:ec2::254 fd00:ec2::23 fd20:ce::254 168.63.129.16 100.100.100.200 192.0.0.192" },
        { "Forbidden", "0.0.0.0 0.1.2.3 224.0.0.1 255.255.255.255 240.0.0.1 192.0.2.1 203.0.113.9 198.51.100.7" },
        { "Forbidden", ":: ::7f00:1 fe80::1 fec0::1 ff02::1 2001::1 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 3fff::1 100::1 64:ff9b:1::1 4000::1" },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void An_address_lies_in_its_range(string range, string addresses) =>
        Assert.All(addresses.Split(' '), address => Assert.Equal(range, $"{AddressRanges.Of(IPAddress.Parse(address))}"));
}
