using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Operations.Observation;

namespace StsSim.Compatibility.Tests.Throttling;

/// <summary>A simulator whose quotas a test class changes.</summary>
public sealed class ThrottledSimulator : RunningSimulator
{
    /// <summary>Calls the HTTP gateway made to grains so far.</summary>
    public long GrainCalls => Simulator.Services.GetRequiredService<StsInstruments>().GrainCallCount;
}
