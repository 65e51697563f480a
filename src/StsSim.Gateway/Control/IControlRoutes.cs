using Microsoft.AspNetCore.Routing;

namespace StsSim.Gateway.Control;

/// <summary>The routes of one resource. Each is described in <c>openapi.json</c>, and guarded unless it carries a <see cref="RouteAccess"/>.</summary>
internal interface IControlRoutes
{
    void Map(IEndpointRouteBuilder routes);
}
