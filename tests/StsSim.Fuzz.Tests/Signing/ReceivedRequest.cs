using System.Text;
using StsSim.Protocol;

namespace StsSim.Fuzz.Tests.Signing;

/// <summary>A request as a server would hand it on.</summary>
internal sealed class ReceivedRequest(RequestText text) : WireRequest
{
    public override string Method => text.Method;

    public override string RawQuery => text.Query;

    public override ReadOnlyMemory<byte> Body { get; } = Encoding.Latin1.GetBytes(text.Body);

    public override bool TryGetHeader(string name, out string value)
    {
        value = text.Header(name) ?? "";
        return text.Header(name) is not null;
    }
}
