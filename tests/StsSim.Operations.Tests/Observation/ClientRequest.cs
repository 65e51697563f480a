using System.Net;
using StsSim.Protocol;

namespace StsSim.Operations.Tests.Observation;

/// <summary>A request of which only the headers and where it came from matter.</summary>
internal sealed class ClientRequest(params IEnumerable<(string Name, string Value)> headers) : WireRequest
{
    private readonly Dictionary<string, string> _headers =
        headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);

    public override string Method => "POST";

    public override string RawQuery => "";

    public override ReadOnlyMemory<byte> Body => default;

    public IPAddress? From { get; init; }

    public override IPAddress? RemoteAddress => From;

    public override bool TryGetHeader(string name, out string value)
    {
        bool found = _headers.TryGetValue(name, out string? sent);
        value = sent ?? "";
        return found;
    }
}
