using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace StsSim.Gateway.Control;

/// <summary><c>GET /_stssim/</c>: what this is and where to go from here.</summary>
internal static class IndexRoute
{
    private static readonly string[] Routes =
    [
        "GET, PUT /_stssim/world",
        "POST /_stssim/reset",
        "GET /_stssim/schemas/world.json",
        "GET, PUT /_stssim/quotas",
        "GET, PUT, DELETE /_stssim/accounts/{id}/quotas",
        "GET, PUT, DELETE /_stssim/accounts/{id}/propagation-delay",
        "GET /_stssim/accounts/{id}/federated-users/{name}",
        "DELETE /_stssim/accounts/{id}/federated-users/{name}/sessions",
        "POST /_stssim/leases",
        "GET, DELETE /_stssim/leases/{id}",
        "POST /_stssim/leases/{id}/reset",
        "POST /_stssim/authorize",
        "GET /_stssim/idp/oidc/.well-known/openid-configuration",
        "POST /_stssim/idp/oidc/token",
        "GET /_stssim/idp/saml/metadata",
        "POST /_stssim/idp/saml/assertion",
        "POST /_stssim/idp/oauth/token",
        "POST /_stssim/idp/delegation/token",
        "GET /_stssim/idp/outbound/{id}/.well-known/openid-configuration",
        "GET /health/live",
        "GET /health/ready",
        "GET /metrics",
    ];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/_stssim", (RequestDelegate)(context =>
        ControlJson.WriteAsync(context.Response, new
        {
            Name = "StsSim, a simulator of AWS STS",
            Version = typeof(IndexRoute).Assembly.GetName().Version?.ToString(3),
            Sts = $"{context.Request.Scheme}://{context.Request.Host}/",
            Routes,
        })));
}
