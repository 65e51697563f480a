using System.Globalization;

namespace StsSim.Iam.Policies;

/// <summary>
/// An IP address or a CIDR block of either family. Parsing allocates nothing, unlike
/// <see cref="System.Net.IPAddress"/>, as a request's address is compared with every range of a policy.
/// </summary>
/// <param name="Address">IPv4 addresses lie at <c>::ffff:0:0/96</c>, so both families compare alike.</param>
/// <param name="PrefixLength">The bits that count, of 128.</param>
internal readonly record struct IpAddressRange(UInt128 Address, int PrefixLength)
{
    private const int V4Offset = 96;
    private static readonly UInt128 V4Prefix = (UInt128)0xFFFF << 32;

    /// <param name="text">e.g. <c>203.0.113.0/24</c>, <c>2001:db8::/32</c> or an address alone. Bits behind the prefix are ignored.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddressRange range)
    {
        range = default;
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> address = slash < 0 ? text : text[..slash];
        if (!TryParseAddress(address, out UInt128 bits))
        {
            return false;
        }

        int offset = address.Contains(':') ? 0 : V4Offset;
        int length = 128;
        if (slash >= 0)
        {
            ReadOnlySpan<char> digits = text[(slash + 1)..];
            if (digits.Length is 0 or > 3 || digits.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            length = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) + offset;
        }

        range = new IpAddressRange(bits, length);
        return length <= 128;
    }

    public bool Contains(UInt128 address)
    {
        // "::/0" is all of IPv6 and none of IPv4, although IPv4 lies in it here.
        if (PrefixLength < V4Offset && address >> 32 == V4Prefix >> 32)
        {
            return false;
        }

        return PrefixLength == 0 || (address ^ Address) >> (128 - PrefixLength) == 0;
    }

    public static bool TryParseAddress(ReadOnlySpan<char> text, out UInt128 address)
    {
        if (text.Contains(':'))
        {
            return TryParseV6(text, out address);
        }

        bool parsed = TryParseV4(text, out uint v4);
        address = V4Prefix | v4;
        return parsed;
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        for (int part = 0; part < 4; part++)
        {
            int end = part < 3 ? text.IndexOf('.') : text.Length;
            if (end is < 1 or > 3 || !TryParseOctet(text[..end], out uint octet))
            {
                return false;
            }

            address = (address << 8) | octet;
            text = text[Math.Min(end + 1, text.Length)..];
        }

        return true;
    }

    private static bool TryParseOctet(ReadOnlySpan<char> digits, out uint octet)
    {
        octet = 0;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            octet = (octet * 10) + (uint)(c - '0');
        }

        // "010" is eight to some and ten to others, so nobody should write it.
        return octet <= 255 && (digits.Length == 1 || digits[0] != '0');
    }

    /// <summary>RFC 4291, section 2.2: eight groups, one run of which may be "::", the last two of which may be dotted.</summary>
    private static bool TryParseV6(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = default;
        int gap = text.IndexOf("::");
        if (gap < 0)
        {
            return TryParseGroups(text, out address, out int all) && all == 8;
        }

        // Of two gaps the second one shows as an empty group.
        UInt128 head = default, tail = default;
        int headCount = 0, tailCount = 0;
        ReadOnlySpan<char> before = text[..gap], after = text[(gap + 2)..];
        if ((!before.IsEmpty && (before.Contains('.') || !TryParseGroups(before, out head, out headCount)))
            || (!after.IsEmpty && !TryParseGroups(after, out tail, out tailCount))
            || headCount + tailCount > 7)
        {
            return false;
        }

        address = (headCount == 0 ? 0 : head << (16 * (8 - headCount))) | tail;
        return true;
    }

    private static bool TryParseGroups(ReadOnlySpan<char> text, out UInt128 bits, out int count)
    {
        bits = 0;
        count = 0;
        while (true)
        {
            int colon = text.IndexOf(':');
            ReadOnlySpan<char> group = colon < 0 ? text : text[..colon];
            if (colon < 0 && group.Contains('.'))
            {
                bool dotted = TryParseV4(group, out uint v4);
                bits = (bits << 32) | v4;
                count += 2;
                return dotted && count <= 8;
            }

            if (count == 8 || group.Length is 0 or > 4 || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value) || group[^1] == '\0')
            {
                return false;
            }

            bits = (bits << 16) | value;
            count++;
            if (colon < 0)
            {
                return true;
            }

            text = text[(colon + 1)..];
        }
    }
}
