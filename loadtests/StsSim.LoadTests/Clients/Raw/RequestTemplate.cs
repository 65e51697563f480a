using System.Globalization;
using System.Text;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>What all requests of a client have in common, encoded once.</summary>
internal sealed class RequestTemplate
{
    private const string ContentType = "application/x-www-form-urlencoded; charset=utf-8";

    private readonly ulong _firstId = (ulong)Random.Shared.NextInt64(1L << 40);
    private long _ids;

    public RequestTemplate(ClientSetting setting)
    {
        string host = setting.Endpoint.Authority;
        string path = setting.Endpoint.AbsolutePath;

        // AWS signs the path as it is sent, encoded once more.
        string canonicalPath = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        string group = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture)[..24];
        string common = $"Host: {host}\r\nUser-Agent: stssim-raw/1 app/{AsToken(setting.ApplicationId)}\r\namz-sdk-request: attempt=1; max=1\r\n";
        string id = $"amz-sdk-invocation-id: {group}";

        Signer = new SigV4Signer(setting.Region, "sts");
        Host = Encoding.ASCII.GetBytes(host);
        PostHead = Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\n{common}Content-Type: {ContentType}\r\n{id}");
        GetStart = Encoding.ASCII.GetBytes($"GET {path}?");
        GetHead = Encoding.ASCII.GetBytes($" HTTP/1.1\r\n{common}{id}");
        CanonicalPostHead = Encoding.ASCII.GetBytes($"POST\n{canonicalPath}\n\ncontent-type:{ContentType}\nhost:{host}\nx-amz-date:");
        CanonicalGetStart = Encoding.ASCII.GetBytes($"GET\n{canonicalPath}\n");
    }

    public SigV4Signer Signer { get; }

    public byte[] Host { get; }

    /// <summary>Up to the invocation's id, whose last part is the next of <see cref="AppendNextId"/>.</summary>
    public byte[] PostHead { get; }

    /// <summary>Up to the query.</summary>
    public byte[] GetStart { get; }

    /// <summary>From behind the URL up to the invocation's id.</summary>
    public byte[] GetHead { get; }

    /// <summary>Up to the date.</summary>
    public byte[] CanonicalPostHead { get; }

    /// <summary>Up to the query.</summary>
    public byte[] CanonicalGetStart { get; }

    public void AppendNextId(WireBuffer buffer)
    {
        ulong id = _firstId + (ulong)Interlocked.Increment(ref _ids);
        buffer.AppendHex([(byte)(id >> 40), (byte)(id >> 32), (byte)(id >> 24), (byte)(id >> 16), (byte)(id >> 8), (byte)id]);
    }

    // An application's name may be anything; what RFC 9110 allows in a token stays.
    private static string AsToken(string name) => string.Create(name.Length, name, static (token, name) =>
    {
        for (int at = 0; at < token.Length; at++)
        {
            char character = name[at];
            token[at] = char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character, StringComparison.Ordinal) ? character : '-';
        }
    });
}
