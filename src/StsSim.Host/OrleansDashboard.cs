using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;
using StsSim.Gateway.Control;

namespace StsSim.Host;

/// <summary>Orleans's own dashboard, beside ours, for who wants to see grains: which are active, what is called, how long it takes.</summary>
internal static class OrleansDashboard
{
    /// <summary>Where it is.</summary>
    public const string Route = "/_stssim/orleans";

    public static void AddOrleansDashboard(this ISiloBuilder silo)
    {
        silo.AddDashboard(options => options.HideTrace = true); // it streams for an hour, and a host that stops would wait
        ServiceDescriptor starter = silo.Services.Single(service =>
            service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.Module == typeof(DashboardOptions).Module);
        silo.Services.Remove(starter);
        silo.Services.AddSingleton(services => new OrleansDashboardPages(services, () => (IHostedService)starter.ImplementationFactory!(services)));
    }

    /// <summary>Guarded like the control API; none of its routes changes anything.</summary>
    public static void MapOrleansDashboard(this IEndpointRouteBuilder routes) => routes
        .MapGet(Route + "/{**path}", (RequestDelegate)routes.ServiceProvider.GetRequiredService<OrleansDashboardPages>().InvokeAsync)
        .WithMetadata(RouteAccess.GuardedPage)
        .ExcludeFromDescription();
}
