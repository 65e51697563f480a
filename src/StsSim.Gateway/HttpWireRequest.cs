using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using StsSim.Protocol;

namespace StsSim.Gateway;

/// <summary>An HTTP request as the protocol sees it.</summary>
internal sealed class HttpWireRequest(HttpRequest request, ReadOnlyMemory<byte> body) : WireRequest
{
    private readonly IHeaderDictionary _headers = request.Headers;

    public override string Method => request.Method;

    public override string RawQuery => request.QueryString.HasValue ? request.QueryString.Value![1..] : "";

    public override ReadOnlyMemory<byte> Body => body;

    public override IPAddress? RemoteAddress => request.HttpContext.Connection.RemoteIpAddress;

    public override CancellationToken Aborted => request.HttpContext.RequestAborted;

    public override bool IsSecure => request.IsHttps;

    public override bool TryGetHeader(string name, out string value)
    {
        if (!_headers.TryGetValue(name, out StringValues values) || values.Count == 0)
        {
            value = "";
            return false;
        }

        value = values.Count == 1 ? values[0] ?? "" : string.Join(',', values.ToArray());
        return true;
    }
}
