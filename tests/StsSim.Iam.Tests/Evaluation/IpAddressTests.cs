using System.Net;
using CsCheck;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>Addresses are read without the base class library's types; those are what they are compared with here.</summary>
public sealed class IpAddressTests
{
    private static readonly Gen<IPAddress> AnyAddress = Gen.Frequency(
        (1, Gen.Byte.Array[4].Select(bytes => new IPAddress(bytes))),
        (2, Gen.OneOf(Gen.Byte, Gen.Const((byte)0)).Array[16].Select(bytes => new IPAddress(bytes))));

    [Fact]
    public void A_range_holds_what_the_base_class_library_says_it_holds() =>
        Gen.Select(AnyAddress, AnyAddress, Gen.Int[0, 128], Gen.Bool).Sample((network, address, length, near) =>
        {
            byte[] bytes = network.GetAddressBytes();
            length = Math.Min(length, bytes.Length * 8);
            if (near && length > 0)
            {
                bytes[(length - 1) / 8] ^= (byte)(1 << (7 - ((length - 1) % 8)));
                address = new IPAddress(bytes);
            }

            if (address.IsIPv4MappedToIPv6 || network.IsIPv4MappedToIPv6)
            {
                return; // is the address of the other family here
            }

            Assert.Equal(Masked(network, length).Contains(address), Lies(address.ToString(), $"{network}/{length}"));
            Assert.True(Lies(network.ToString(), $"{network}/{length}"));
            Assert.True(Lies(network.ToString(), network.ToString()));
        });

    [Fact]
    public void Texts_that_look_like_addresses_are_read_as_the_base_class_library_does() =>
        Gen.Char["0123456789abF:::."].Array[1, 20].Select(characters => new string(characters)).Sample(
            text =>
            {
                bool reads = Lies(text, "0.0.0.0/0") || Lies(text, "::/0");

                // Dotted forms of fewer parts, in octal or in hexadecimal are the library's own addition.
                bool known = IPAddress.TryParse(text, out IPAddress? address)
                    && (text.Contains(':', StringComparison.Ordinal) ? !text.Contains('.', StringComparison.Ordinal) : address.ToString() == text);
                Assert.True(reads == known || (reads && text.Contains('.', StringComparison.Ordinal) && address is not null), text);
            },
            iter: 10_000);

    private static IPNetwork Masked(IPAddress address, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(1 << (7 - (bit % 8)));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    private static bool Lies(string address, string range) =>
        Holds($$"""{"IpAddress":{"aws:SourceIp":"{{range}}"} }""", Texts("aws:SourceIp", address));
}
