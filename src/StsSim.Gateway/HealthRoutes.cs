using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Gateway.Control;

namespace StsSim.Gateway;

/// <summary>
/// <c>GET /health/live</c> and <c>GET /health/ready</c>, for load balancers and Kubernetes; <c>GET /_localstack/health</c>,
/// which tools written for LocalStack wait for.
/// </summary>
internal sealed class HealthRoutes(Readiness readiness) : IControlRoutes
{
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", (RequestDelegate)(context => WriteAsync(context, healthy: true))).WithMetadata(RouteAccess.Health);
        routes.MapGet("/health/ready", (RequestDelegate)(context => WriteAsync(context, readiness.IsReady))).WithMetadata(RouteAccess.Health);
        routes.MapMethods("/_localstack/health", GetAndHead, (RequestDelegate)WriteAsLocalStackAsync).WithMetadata(RouteAccess.Health);
    }

    private static Task WriteAsync(HttpContext context, bool healthy)
    {
        context.Response.StatusCode = healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(healthy ? "ok\n" : "not ready\n");
    }

    // The shape and the words of states are LocalStack's; the edition is ours, for we are none of theirs.
    private Task WriteAsLocalStackAsync(HttpContext context)
    {
        string state = readiness.IsReady ? "running" : "starting";
        return ControlJson.WriteAsync(context.Response, new
        {
            Services = new { Iam = state, Sts = state },
            Edition = "stssim",
            ControlDocument.Version,
        });
    }
}
