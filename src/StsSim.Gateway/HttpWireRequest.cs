using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using StsSim.Protocol;

namespace StsSim.Gateway;

/// <summary>An HTTP request as the protocol sees it. Afterwards it is another one.</summary>
internal sealed class HttpWireRequest : WireRequest, IReusable
{
    private Received _received;

    public override string Method => Http.Method;

    public override string RawQuery => Http.QueryString.HasValue ? Http.QueryString.Value![1..] : "";

    public override ReadOnlyMemory<byte> Body => _received.Body;

    public override IPAddress? RemoteAddress => Http.HttpContext.Connection.RemoteIpAddress;

    public override CancellationToken Aborted => Http.HttpContext.RequestAborted;

    public override bool IsSecure => Http.IsHttps;

    private HttpRequest Http => _received.Http ?? throw new InvalidOperationException("The request is over.");

    /// <summary>Begins with a request.</summary>
    public void Begin(HttpRequest http, ReadOnlyMemory<byte> body) => _received = new Received(http, http.Headers, body);

    public void Reset() => _received = default;

    public override bool TryGetHeader(string name, out string value)
    {
        if (_received.Headers is not { } headers)
        {
            throw new InvalidOperationException("The request is over.");
        }

        if (!headers.TryGetValue(name, out StringValues values) || values.Count == 0)
        {
            value = "";
            return false;
        }

        value = values.Count == 1 ? values[0] ?? "" : string.Join(',', values.ToArray());
        return true;
    }

    private readonly record struct Received(HttpRequest? Http, IHeaderDictionary? Headers, ReadOnlyMemory<byte> Body);
}
