using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Grains.Tests;

/// <summary>Two silos over storage that outlives them, and one clock that only the test moves: for what is lost with a silo and what not.</summary>
internal sealed class DurableCluster : IAsyncDisposable
{
    private readonly DurableStorage _storage = new();
    private readonly InProcessTestCluster _cluster;

    private DurableCluster()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IGrainStorageSerializer>(services => new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()));
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                StorageNames.Provider, (services, _) => _storage.For(services.GetRequiredService<IGrainStorageSerializer>()));
            silo.UseInMemoryReminderService();
            silo.Services.AddStsSimGrains(storageOutlivesSilo: true);
            silo.Services.AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock);
        });
        _cluster = builder.Build();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public IClusterClient Client => _cluster.Client;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DurableCluster> StartAsync()
    {
        var cluster = new DurableCluster();
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    public async Task<SiloAddress> HostOfAsync(IAddressable grain) =>
        (await Client.GetGrain<IManagementGrain>(0).GetActivationAddress(grain))!;

    /// <summary>Ends the silo a grain is active on as a power cut would.</summary>
    public async Task KillHostOfAsync(IAddressable grain) => await _cluster.KillSiloAsync(await FindHostAsync(grain), Cancel);

    /// <summary>Ends the silo a grain is active on as one is stopped.</summary>
    public async Task StopHostOfAsync(IAddressable grain) => await _cluster.StopSiloAsync(await FindHostAsync(grain), Cancel);

    /// <summary>Asks until it is answered: the cluster takes its time to notice that a silo is no more.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
            }
        }
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task<InProcessSiloHandle> FindHostAsync(IAddressable grain)
    {
        SiloAddress address = await HostOfAsync(grain);
        return _cluster.Silos.Single(silo => silo.SiloAddress.Equals(address));
    }
}
