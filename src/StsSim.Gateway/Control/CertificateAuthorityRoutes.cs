using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace StsSim.Gateway.Control;

/// <summary><c>GET /_stssim/tls/ca.pem</c>: whom clients of https addresses have to trust. A public certificate, so anybody may have it.</summary>
internal sealed class CertificateAuthorityRoutes(GatewayOptions options) : IControlRoutes
{
    private const string MediaType = "application/pem-certificate-chain"; // RFC 8555

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/_stssim/tls/ca.pem", (RequestDelegate)(context => WriteAsync(context.Response))).WithMetadata(RouteAccess.Page);

    private Task WriteAsync(HttpResponse response)
    {
        if (options.CertificateAuthority is not { } pem)
        {
            return Problem.NotFound("There is no development certificate: either nothing listens under https, or its certificate comes from files.").WriteAsync(response);
        }

        response.ContentType = MediaType;
        return response.WriteAsync(pem);
    }
}
