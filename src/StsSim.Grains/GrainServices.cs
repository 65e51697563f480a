using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Gateways;

namespace StsSim.Grains;

public static class GrainServices
{
    /// <summary>Registers what the grains need besides a <see cref="TimeProvider"/> and the storage <see cref="StorageNames.Provider"/>.</summary>
    public static IServiceCollection AddStsSimGrains(this IServiceCollection services) => services.AddSingleton<GatewayBroadcast>();
}
