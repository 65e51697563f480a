using System.Net;
using System.Security.Cryptography.X509Certificates;
using StsSim.Operations.Sts;

namespace StsSim.Host.Tls;

/// <summary>
/// What a development certificate is for: this machine, and the names of AWS's endpoints, one by one. A wildcard would be
/// shorter and stands for one label, so <c>*.us-east-1.amazonaws.com</c> would be a certificate for S3, too.
/// </summary>
internal sealed class SubjectNames
{
    private const string Wildcard = "*.";

    private SubjectNames(IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses) => (Names, Addresses) = (names, addresses);

    /// <summary>DNS names, this machine's first.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <param name="further">DNS names and IP addresses beside those that are always there.</param>
    public static SubjectNames With(IEnumerable<string> further)
    {
        var names = new List<string> { "localhost" };
        var addresses = new List<IPAddress> { IPAddress.Loopback, IPAddress.IPv6Loopback };
        foreach (string host in further.Append(Environment.MachineName))
        {
            if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address))
            {
                addresses.Add(address);
            }
            else if (IsName(host))
            {
                names.Add(host.ToLowerInvariant());
            }
        }

        return new SubjectNames([.. names.Concat(AwsEndpointNames.Sts).Concat(AwsEndpointNames.Iam).Distinct()], [.. addresses.Distinct()]);
    }

    /// <summary>Whether a certificate can be for it: a DNS name, perhaps with a wildcard as its first label, or an IP address.</summary>
    public static bool IsValid(string host) => IPAddress.TryParse(host.Trim('[', ']'), out _) || IsName(host);

    /// <summary>The extension of the certificate.</summary>
    public X509Extension ToExtension()
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (string name in Names)
        {
            builder.AddDnsName(name);
        }

        foreach (IPAddress address in Addresses)
        {
            builder.AddIpAddress(address);
        }

        return builder.Build();
    }

    /// <summary>The extension of the authority that signs the certificate, and nothing else ever.</summary>
    public X509Extension ToConstraints() =>
        NameConstraints.Permit(Names.Select(name => name.StartsWith(Wildcard, StringComparison.Ordinal) ? name[Wildcard.Length..] : name), Addresses);

    private static bool IsName(string host)
    {
        string name = host.StartsWith(Wildcard, StringComparison.Ordinal) ? host[Wildcard.Length..] : host;
        return name.Length is > 0 and < 254 && name.Split('.').All(IsLabel);
    }

    // With the underscore, which no host name has and container engines take.
    private static bool IsLabel(string label) =>
        label.Length is > 0 and < 64 && label[0] != '-' && label[^1] != '-' && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}
