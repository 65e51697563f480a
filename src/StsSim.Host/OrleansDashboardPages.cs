using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;

namespace StsSim.Host;

/// <summary>
/// The routes of Orleans's dashboard. It compresses its pages and listens to Orleans's meters when it begins, which nobody
/// should wait for who only wants a simulator: so it begins with the first request.
/// </summary>
/// <param name="createStarter">Its hosted service, which the container disposes of.</param>
internal sealed class OrleansDashboardPages(IServiceProvider services, Func<IHostedService> createStarter)
{
    private readonly Lock _lock = new();
    private Task<RequestDelegate>? _begun;

    public async Task InvokeAsync(HttpContext context)
    {
        Task<RequestDelegate> begun;
        lock (_lock)
        {
            begun = _begun ??= BeginAsync();
        }

        context.SetEndpoint(null); // what was found is this; what it has is to be found in it
        await (await begun)(context);
    }

    private async Task<RequestDelegate> BeginAsync()
    {
        await createStarter().StartAsync(CancellationToken.None);
        var branch = new ApplicationBuilder(services);
        branch.UseRouting();
        branch.UseEndpoints(routes => ServiceCollectionExtensions.MapOrleansDashboard(routes, OrleansDashboard.Route));
        return branch.Build();
    }
}
