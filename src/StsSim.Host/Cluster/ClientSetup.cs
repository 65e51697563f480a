using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using StsSim.Host.Telemetry;

namespace StsSim.Host.Cluster;

/// <summary>The cluster's client of a process that is a gateway alone.</summary>
internal static class ClientSetup
{
    /// <summary>
    /// Unless a call says otherwise. A call that was on its way to a silo when that was killed is never answered, and who waits
    /// for it is to be told while an SDK still tries again.
    /// </summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan SiloListRefresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    public static void AddClusterClient(this IHostApplicationBuilder builder, HostSettings settings, IClusterStore store) => builder.UseOrleansClient(client =>
    {
        store.AddTo(client);
        client.Configure<ClusterOptions>(cluster => cluster.Set(settings.Cluster, store));
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = ResponseTimeout);
        client.Configure<Orleans.Configuration.GatewayOptions>(silos => silos.GatewayListRefreshPeriod = SiloListRefresh);

        // Gateways and silos start in whatever order; a gateway that waits is alive, and not ready.
        client.UseConnectionRetryFilter(async (_, cancellationToken) =>
        {
            await Task.Delay(RetryInterval, TimeProvider.System, cancellationToken);
            return true;
        });
        if (OtlpSignal.Traces.IsExported(builder.Configuration))
        {
            client.AddActivityPropagation();
        }
    });
}
