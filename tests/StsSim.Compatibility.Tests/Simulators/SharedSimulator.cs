using StsSim.Compatibility.Tests.Simulators;

[assembly: AssemblyFixture(typeof(SharedSimulator))]

namespace StsSim.Compatibility.Tests.Simulators;

/// <summary>The one simulator of all tests that leave no trace another could see.</summary>
public sealed class SharedSimulator : RunningSimulator;
