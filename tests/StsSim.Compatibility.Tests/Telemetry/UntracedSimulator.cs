using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A simulator without a collector, whose clock sees activities.</summary>
public sealed class UntracedSimulator : RunningSimulator
{
    internal ActivityClock Clock { get; } = new();

    protected override void Configure(IServiceCollection services) => services.AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock);
}
