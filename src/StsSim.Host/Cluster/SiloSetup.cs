using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using StsSim.Grains;
using StsSim.Host.Telemetry;

namespace StsSim.Host.Cluster;

/// <summary>The silo of this process: alone in its cluster, or one of those that share a store.</summary>
internal static class SiloSetup
{
    // Of probes that are sent one after the other: a silo that is killed is given up in about that many times the probe's timeout.
    private const int MissedProbes = 4;

    // Grains of a silo that was given up are nobody's for that long: should it live after all, it has learned meanwhile that it is dead.
    private static readonly TimeSpan DeadSiloHold = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    public static void AddSilo(this IHostApplicationBuilder builder, HostSettings settings, IClusterStore store)
    {
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error); // warns of the workstation collector, which is meant
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error); // takes the machine's uptime for a stall when it starts
        builder.Logging.AddFilter("Orleans.Runtime.Scheduler", LogLevel.Error); // an account of a hundred thousand users is stored in one turn, and that takes a second
        builder.UseOrleans(silo =>
        {
            // Orleans's own format: compact, fast, and readable across versions by the ids of the members.
            silo.Services.AddSingleton<IGrainStorageSerializer>(services => new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()));
            store.AddTo(silo);
            if (store.IsShared)
            {
                silo.JoinCluster(settings.Cluster, store);
            }

            silo.Services.AddStsSimGrains(storageOutlivesSilo: store.IsShared);
            if (settings.Role == HostRole.All)
            {
                silo.AddOrleansDashboard();
            }

            if (OtlpSignal.Traces.IsExported(builder.Configuration))
            {
                silo.AddActivityPropagation();
            }
        });
    }

    private static void JoinCluster(this ISiloBuilder silo, ClusterSettings settings, IClusterStore store)
    {
#pragma warning disable ORLEANSEXP003 // Experimental by name; the one that is not lets a grain be active twice while silos come and go.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.Configure<GrainDirectoryOptions>(directory => directory.RangeLeaseDuration = (MissedProbes * settings.ProbeTimeout) + DeadSiloHold);

        // After all others, for ORLEANS_CLUSTER_ID has its say in a pod, and gateways, which know nothing of it, would look elsewhere.
        silo.Services.PostConfigure<ClusterOptions>(cluster => cluster.Set(settings, store));
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = ClientSetup.ResponseTimeout);
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = settings.ProbeTimeout;
            membership.MaxProbeTimeout = settings.ProbeTimeout;
            membership.NumMissedProbesLimit = MissedProbes;
            membership.TableRefreshTimeout = TableRefresh;
            membership.IAmAliveTablePublishTimeout = Heartbeat;
        });
        if (settings.IsPod)
        {
            silo.UseKubernetesHosting();
            silo.ListenInPod(settings);
        }
        else
        {
            silo.ListenOnMachine(settings, store.IsOnThisMachine);
        }
    }
}
