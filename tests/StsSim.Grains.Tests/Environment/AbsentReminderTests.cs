using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Grains.Tests.Environment;

/// <summary>A store of reminders that is away is the cluster's trouble, which callers answer with 503 and not as a bug.</summary>
public sealed class AbsentReminderTests
{
    [Fact]
    public async Task An_environment_that_cannot_begin_fails_as_the_cluster_does_and_begins_later()
    {
        var reminders = new AbsentReminderTable { IsAway = true };
        var storage = new DurableStorage();
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IGrainStorageSerializer>(services => new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()));
            silo.Services.AddKeyedSingleton<IGrainStorage>(StorageNames.Provider, (services, _) => storage.For(services.GetRequiredService<IGrainStorageSerializer>()));
            silo.AddReminders();
            silo.Services.AddSingleton<IReminderTable>(reminders);
            silo.Services.AddStsSimGrains(storageOutlivesSilo: true);
            silo.Services.AddKeyedSingleton(SimulatedTime.Key, TimeProvider.System);
        });
        await using InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        IEnvironmentGrain environment = cluster.Client.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

        await Assert.ThrowsAnyAsync<OrleansException>(async () => await environment.GetSnapshot());

        reminders.IsAway = false;
        Assert.NotEmpty((await environment.GetSnapshot()).KeyRing);
    }
}
