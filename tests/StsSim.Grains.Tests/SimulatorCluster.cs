using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests;

/// <summary>Two silos, one client and one clock that only the tests move.</summary>
public sealed class SimulatorCluster : IAsyncLifetime
{
    private const string Memory = "memory";

    private InProcessTestCluster? _cluster;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public IClusterClient Client => _cluster!.Client;

    public StorageFaults Storage { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IGrainStorageSerializer>(services => new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()));
            silo.AddMemoryGrainStorage(Memory);
            silo.Services.AddKeyedSingleton<IGrainStorage>(
                StorageNames.Provider, (services, _) => new BreakableStorage(services.GetRequiredKeyedService<IGrainStorage>(Memory), Storage));
            silo.UseInMemoryReminderService();
            silo.Services.AddStsSimGrains();
            silo.Services.AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    /// <summary>Provisions an account nobody else uses.</summary>
    public async Task<string> NewAccountAsync(AccountQuotas? quotas = null)
    {
        string id = Random.Shared.NextInt64(100_000_000_000, 999_999_999_999).ToString("D12", System.Globalization.CultureInfo.InvariantCulture);
        await Client.GetGrain<IAccountGrain>(id).Provision(new AccountDefinition { AccountId = id }, quotas ?? AccountQuotas.Aws);
        return id;
    }
}

[CollectionDefinition(nameof(SimulatorCluster))]
public sealed class SharedSimulatorCluster : ICollectionFixture<SimulatorCluster>;
