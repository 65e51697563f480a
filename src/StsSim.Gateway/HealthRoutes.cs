using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace StsSim.Gateway;

/// <summary><c>GET /health/live</c> and <c>GET /health/ready</c>, for load balancers and Kubernetes.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Readiness readiness = routes.ServiceProvider.GetRequiredService<Readiness>();
        routes.MapGet("/health/live", (RequestDelegate)(context => WriteAsync(context, healthy: true)));
        routes.MapGet("/health/ready", (RequestDelegate)(context => WriteAsync(context, readiness.IsReady)));
    }

    private static Task WriteAsync(HttpContext context, bool healthy)
    {
        context.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(healthy ? "ok\n" : "not ready\n");
    }
}
