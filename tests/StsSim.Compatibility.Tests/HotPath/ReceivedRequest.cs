using StsSim.Compatibility.Tests.Wire;
using StsSim.Protocol;

namespace StsSim.Compatibility.Tests.HotPath;

/// <summary>A signed request as a web server hands it on, without the web server.</summary>
internal sealed class ReceivedRequest : WireRequest
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] _body;

    public ReceivedRequest(StsRequest request, Uri endpoint)
    {
        using HttpRequestMessage message = request.ToMessage(endpoint);
        foreach ((string name, IEnumerable<string> values) in message.Headers.NonValidated.Select(header => (header.Key, (IEnumerable<string>)header.Value)))
        {
            _headers[name] = string.Join(',', values);
        }

        _headers["Host"] = endpoint.Authority;
        _headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8";
        _headers["User-Agent"] = "Boto3/1.43.11 md/Botocore#1.43.11 lang/python#3.13.1 cfg/retry-mode#standard";
        _headers["amz-sdk-invocation-id"] = "6a1f7c51-0a7e-4c0e-9c07-0d4c9a7d8f11";
        _headers["amz-sdk-request"] = "attempt=1";
        _body = request.Bytes;
    }

    public override string Method => "POST";

    public override string RawQuery => "";

    public override ReadOnlyMemory<byte> Body => _body;

    public override bool TryGetHeader(string name, out string value)
    {
        bool found = _headers.TryGetValue(name, out string? known);
        value = known ?? "";
        return found;
    }
}
