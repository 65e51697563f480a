using System.Text;

namespace StsSim.Protocol.Tests;

/// <summary>A request as a server would hand it on: header values byte for char, repeated headers joined.</summary>
internal sealed class ReceivedRequest(
    string method, string rawQuery, IReadOnlyList<(string Name, string Value)> headers, string body = "") : WireRequest
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(body);

    public override string Method => method;

    public override string RawQuery => rawQuery;

    public override ReadOnlyMemory<byte> Body => _body;

    public override bool TryGetHeader(string name, out string value)
    {
        string[] values = [.. headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];
        value = string.Join(',', values);
        return values.Length > 0;
    }
}
