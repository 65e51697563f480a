using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary><c>GET /_stssim/ui</c>: the dashboard, a page that asks the control API for all that it shows; <c>…/{asset}</c>: what it is made of.</summary>
internal sealed class DashboardRoutes(DashboardAssets assets) : IControlRoutes
{
    /// <summary>Where the dashboard is.</summary>
    public const string Route = "/_stssim/ui";

    private const string Page = "index.html";

    // Nothing from elsewhere, and nothing that stands in the page as a script or a style: what a world calls its accounts is text.
    private const string Policy = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, (RequestDelegate)(context => WriteAsync(context, Page))).WithMetadata(RouteAccess.Page);
        routes.MapGet(Route + "/{asset}", (RequestDelegate)(context => WriteAsync(context, (string)context.GetRouteValue("asset")!))).WithMetadata(RouteAccess.Page);
    }

    private async Task WriteAsync(HttpContext context, string name)
    {
        if (assets.Find(name) is not { } asset)
        {
            await Problem.NotFound($"The dashboard has no '{name}'.").WriteAsync(context.Response);
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ETag = asset.ETag;
        if (context.Request.Headers.IfNoneMatch == asset.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Content.Length;
        await context.Response.Body.WriteAsync(asset.Content);
    }
}
