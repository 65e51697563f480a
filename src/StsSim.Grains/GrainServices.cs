using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Gateways;
using StsSim.Grains.Observatory;
using StsSim.Grains.Quotas;

namespace StsSim.Grains;

public static class GrainServices
{
    /// <summary>Registers what the grains need besides the clock <see cref="SimulatedTime"/> and the storage <see cref="StorageNames.Provider"/>.</summary>
    /// <param name="storageOutlivesSilo">Whether what is written there is still there after the loss of a silo.</param>
    public static IServiceCollection AddStsSimGrains(this IServiceCollection services, bool storageOutlivesSilo = false) => services
        .AddSingleton(new StorageTraits(storageOutlivesSilo))
        .AddSingleton<GatewayBroadcast>()
        .AddSingleton<SiloDepartures>()
        .AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<SiloDepartures>())
        .AddSingleton<OpenInvocationBudget>();
}
