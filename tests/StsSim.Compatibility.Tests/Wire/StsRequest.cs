using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Compatibility.Tests.Wire;

/// <summary>
/// A request signed by hand, apart from the simulator's own code, so that every part of it can be wrong on purpose.
/// </summary>
public sealed record StsRequest(ClientKey? Key, string Form)
{
    public const string Version = "2011-06-15";

    public string Method { get; init; } = "POST";

    /// <summary>The query string without its question mark, already encoded and in canonical order.</summary>
    public string Query { get; init; } = "";

    public DateTimeOffset SignedAt { get; init; } = TimeProvider.System.GetUtcNow();

    public string Region { get; init; } = "us-east-1";

    public string Service { get; init; } = "sts";

    public string Terminator { get; init; } = "aws4_request";

    /// <summary>The scope's date where it is not the day of <see cref="SignedAt"/>.</summary>
    public string? ScopeDate { get; init; }

    public bool SignsHost { get; init; } = true;

    public string? Accept { get; init; }

    /// <summary>Further headers, signed.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body where it is not <see cref="Form"/>'s UTF-8.</summary>
    public byte[]? Body { get; init; }

    public string AmzDate => SignedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public static StsRequest Of(ClientKey? key, string action, string parameters = "") =>
        new(key, $"Action={action}&Version={Version}{(parameters.Length == 0 ? "" : "&" + parameters)}");

    public byte[] Bytes => Body ?? Encoding.UTF8.GetBytes(Form);

    public HttpRequestMessage ToMessage(Uri endpoint)
    {
        var uri = new Uri($"{endpoint.GetLeftPart(UriPartial.Authority)}/{(Query.Length == 0 ? "" : "?" + Query)}", new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        var message = new HttpRequestMessage(new HttpMethod(Method), uri);
        if (Bytes.Length > 0)
        {
            message.Content = new ByteArrayContent(Bytes);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=utf-8");
        }

        foreach ((string name, string value) in SignedHeaders(endpoint.Authority))
        {
            if (name != "host")
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (Key is not null)
        {
            message.Headers.TryAddWithoutValidation("Authorization", Authorization(endpoint.Authority));
        }

        if (Accept is not null)
        {
            message.Headers.TryAddWithoutValidation("Accept", Accept);
        }

        return message;
    }

    /// <summary>The Authorization header for a given Host.</summary>
    public string Authorization(string host)
    {
        SortedDictionary<string, string> signed = SignedHeaders(host);
        if (!SignsHost)
        {
            signed.Remove("host");
        }

        string names = string.Join(';', signed.Keys);
        string canonical =
            $"{Method}\n/\n{Query}\n{string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"))}\n{names}\n"
            + Convert.ToHexStringLower(SHA256.HashData(Bytes));
        return $"AWS4-HMAC-SHA256 Credential={Key!.AccessKeyId}/{Scope}, SignedHeaders={names}, Signature={Sign(canonical)}";
    }

    /// <summary>The headers of the request, as they are signed.</summary>
    public SortedDictionary<string, string> SignedHeaders(string host)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = host, ["x-amz-date"] = AmzDate };
        if (Key?.SessionToken is { } token)
        {
            headers["x-amz-security-token"] = token;
        }

        foreach ((string name, string value) in Headers)
        {
            headers[name] = value;
        }

        return headers;
    }

    private string Scope => $"{ScopeDate ?? AmzDate[..8]}/{Region}/{Service}/{Terminator}";

    private string Sign(string canonicalRequest)
    {
        string toSign = $"AWS4-HMAC-SHA256\n{AmzDate}\n{Scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + Key!.SecretAccessKey);
        foreach (string part in Scope.Split('/').Append(toSign))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(key);
    }
}
