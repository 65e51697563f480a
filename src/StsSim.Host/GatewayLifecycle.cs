using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StsSim.Gateway;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Cluster;

namespace StsSim.Host;

/// <summary>
/// Between the silo and the web server: joins the cluster and loads the world, unless storage holds one, before the first
/// request, and after the last one tells the ledgers what they do not know yet.
/// </summary>
internal sealed partial class GatewayLifecycle(
    World world, IGrainFactory grains, ClusterLink cluster, Readiness readiness, IHostApplicationLifetime lifetime, ILogger<GatewayLifecycle> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await cluster.JoinAsync();
        if (await grains.GetGrain<IWorldGrain>(IWorldGrain.Key).Begin(world))
        {
            WorldLoaded(world.Accounts.Count);
        }
        else
        {
            WorldFound(cluster.Environment.AccountCount);
        }

        readiness.Set(true);
        lifetime.ApplicationStopping.Register(() => readiness.Set(false));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await cluster.LeaveAsync();
        GatewayLeft();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo active, world of {Accounts} accounts loaded")]
    private partial void WorldLoaded(int accounts);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo active, {Accounts} accounts found in storage; the world file is for the first start and for resets")]
    private partial void WorldFound(int accounts);

    [LoggerMessage(Level = LogLevel.Information, Message = "Requests drained, ledgers told, gateway left the cluster")]
    private partial void GatewayLeft();
}
