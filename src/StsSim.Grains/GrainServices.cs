using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Gateways;
using StsSim.Grains.Observatory;
using StsSim.Grains.Quotas;

namespace StsSim.Grains;

public static class GrainServices
{
    /// <summary>Registers what the grains need besides the clock <see cref="SimulatedTime"/> and the storage <see cref="StorageNames.Provider"/>.</summary>
    public static IServiceCollection AddStsSimGrains(this IServiceCollection services) => services
        .AddSingleton<GatewayBroadcast>()
        .AddSingleton<SiloDepartures>()
        .AddSingleton<OpenInvocationBudget>();
}
