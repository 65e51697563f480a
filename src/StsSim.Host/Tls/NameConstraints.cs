using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace StsSim.Host.Tls;

/// <summary>The extension by which an authority can speak for some names and no others (RFC 5280, section 4.2.1.10).</summary>
internal static class NameConstraints
{
    private const string Oid = "2.5.29.30";

    private static readonly Asn1Tag PermittedSubtrees = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpAddress = new(TagClass.ContextSpecific, 7);

    /// <param name="names">DNS names; whatever lies under one is permitted, too.</param>
    /// <param name="addresses">IP addresses, each of which stands for itself.</param>
    public static X509Extension Permit(IEnumerable<string> names, IEnumerable<IPAddress> addresses)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence(PermittedSubtrees))
            {
                foreach (string name in names)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteCharacterString(UniversalTagNumber.IA5String, name, DnsName);
                    }
                }

                foreach (IPAddress address in addresses)
                {
                    byte[] bytes = address.GetAddressBytes();
                    byte[] mask = [.. Enumerable.Repeat(byte.MaxValue, bytes.Length)];
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString([.. bytes, .. mask], IpAddress);
                    }
                }
            }
        }

        return new X509Extension(Oid, writer.Encode(), critical: true);
    }
}
