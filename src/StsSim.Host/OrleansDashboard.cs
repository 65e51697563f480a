using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Orleans.Dashboard;
using StsSim.Gateway.Control;

namespace StsSim.Host;

/// <summary>Orleans's own dashboard, beside ours, for who wants to see grains: which are active, what is called, how long it takes.</summary>
internal static class OrleansDashboard
{
    private const string Route = "/_stssim/orleans";

    public static void AddOrleansDashboard(this ISiloBuilder silo) => silo.AddDashboard(options => options.HideTrace = true); // it streams for an hour, and a host that stops would wait

    /// <summary>Guarded like the control API; none of its routes changes anything.</summary>
    public static void MapOrleansDashboard(this IEndpointRouteBuilder routes) =>
        routes.MapOrleansDashboard(Route).WithMetadata(RouteAccess.GuardedPage).ExcludeFromDescription();
}
