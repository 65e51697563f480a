using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Operations.Observation;

namespace StsSim.Compatibility.Tests.Throttling;

/// <summary>A simulator whose quotas a test class changes.</summary>
public sealed class ThrottledSimulator : RunningSimulator
{
    /// <summary>Calls the HTTP gateway made to grains so far.</summary>
    public long GrainCalls => Simulator.Services.GetRequiredService<StsInstruments>().GrainCallCount;

    /// <summary>The most that it makes in such a time whatever is asked of it: ledgers and observations are told, and it keeps in touch.</summary>
    public static double OfThemselves(TimeSpan elapsed) => 20 + (20 * elapsed.TotalSeconds);
}
