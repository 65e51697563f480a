using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>
/// What AWS lets be an issuer's URL: <c>https</c>, a host, perhaps a path, nothing else. A loopback host, which AWS could
/// never reach, may have a port and go without TLS.
/// </summary>
internal static class OidcProviderUrl
{
    public static AwsError? Check(string url)
    {
        if (!url.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(url, UriKind.Absolute, out Uri? address))
        {
            return IamErrors.InvalidOidcProviderUrl;
        }

        bool isLocal = address.IsLoopback && address.Host.Length > 0;
        if (!url.StartsWith("https://", StringComparison.Ordinal) && !(isLocal && url.StartsWith("http://", StringComparison.Ordinal)))
        {
            return IamErrors.OidcProviderUrlNeedsHttps;
        }

        return address.UserInfo.Length > 0
            || url.AsSpan().ContainsAny('?', '#')
            || (!isLocal && HasPort(url))
            || address.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic
            || address.Host.Contains('_', StringComparison.Ordinal)
                ? IamErrors.NoOidcProviderUrl
                : null;
    }

    // Written out, be it the scheme's own.
    private static bool HasPort(string url)
    {
        string authority = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0];
        return authority.LastIndexOf(':') > authority.LastIndexOf(']');
    }
}
