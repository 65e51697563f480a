using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>A simulator whose cluster cannot write everything down.</summary>
public sealed class FailingStorageSimulator : RunningSimulator
{
    protected override string World => RolesWorld.Json;

    protected override void Configure(IServiceCollection services) => services
        .AddKeyedSingleton<IGrainStorage, FailingStorage>("stssim")
        .AddLogging(logging => logging.ClearProviders());
}
