using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace StsSim.Gateway.Control;

/// <summary><c>GET /_stssim</c>: what this is and where to go from here; <c>GET /_stssim/openapi.json</c>: the same in full.</summary>
internal sealed class IndexRoutes(ControlDocument document, GatewayOptions options) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_stssim", (RequestDelegate)GetIndexAsync);
        routes.MapGet("/_stssim/openapi.json", (RequestDelegate)(context => ControlJson.WriteTextAsync(context.Response, document.Json))).WithMetadata(RouteAccess.GuardedPage);
    }

    private Task GetIndexAsync(HttpContext context) => ControlJson.WriteAsync(context.Response, new
    {
        Name = "StsSim, a simulator of AWS STS",
        ControlDocument.Version,
        Sts = options.HasControlListener ? null : $"{context.Request.Scheme}://{context.Request.Host}/",
        Openapi = "/_stssim/openapi.json",
        Routes = document.Operations.ToDictionary(operation => $"{operation.Method} {operation.Path}", operation => operation.Summary),
    });
}
