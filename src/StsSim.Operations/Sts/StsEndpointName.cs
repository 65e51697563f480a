using StsSim.Protocol.SigV4;

namespace StsSim.Operations.Sts;

/// <summary>
/// Which endpoint of STS a host name means. AWS's own names bind the request to their Region; any other name, such as
/// localhost, is every Region's endpoint at once.
/// </summary>
/// <param name="Region">The Region the name means, or <see langword="null"/> for any.</param>
/// <param name="IsGlobal">Whether it is <c>sts.amazonaws.com</c>.</param>
public readonly record struct StsEndpointName(string? Region, bool IsGlobal)
{
    private const string GlobalRegion = "us-east-1";

    /// <param name="host">The Host header, with or without a port.</param>
    public static StsEndpointName Parse(ReadOnlySpan<char> host)
    {
        if (!host.StartsWith("sts", StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        int colon = host.IndexOf(':');
        host = colon < 0 ? host : host[..colon];
        if (host.Equals("sts.amazonaws.com", StringComparison.OrdinalIgnoreCase))
        {
            return new StsEndpointName(GlobalRegion, IsGlobal: true);
        }

        int dot = host.IndexOf('.');
        if (dot < 0 || !(host[..dot].Equals("sts", StringComparison.OrdinalIgnoreCase) || host[..dot].Equals("sts-fips", StringComparison.OrdinalIgnoreCase)))
        {
            return default;
        }

        ReadOnlySpan<char> rest = host[(dot + 1)..];
        dot = rest.IndexOf('.');
        return dot > 0 && IsAwsSuffix(rest[(dot + 1)..]) && RegionName.IsValid(rest[..dot])
            ? new StsEndpointName(rest[..dot].ToString(), IsGlobal: false)
            : default;
    }

    private static bool IsAwsSuffix(ReadOnlySpan<char> suffix) =>
        suffix.Equals("amazonaws.com", StringComparison.OrdinalIgnoreCase)
        || suffix.Equals("amazonaws.com.cn", StringComparison.OrdinalIgnoreCase)
        || suffix.Equals("api.aws", StringComparison.OrdinalIgnoreCase)
        || suffix.Equals("api.amazonwebservices.com.cn", StringComparison.OrdinalIgnoreCase);
}
