using System.Text;
using StsSim.Protocol;

namespace StsSim.Gateway.Control;

/// <summary>A request that somebody else received and asks about.</summary>
internal sealed class SignedRequest(string method, string query, string body, IReadOnlyDictionary<string, string> headers) : WireRequest
{
    public override string Method => method;

    public override string RawQuery => query;

    public override ReadOnlyMemory<byte> Body { get; } = Encoding.UTF8.GetBytes(body);

    public override bool TryGetHeader(string name, out string value)
    {
        bool found = headers.TryGetValue(name, out string? held);
        value = held ?? "";
        return found;
    }
}
