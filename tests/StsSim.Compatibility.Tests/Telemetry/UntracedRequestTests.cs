using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>With no collector named, tracing costs nothing.</summary>
public sealed class UntracedRequestTests(UntracedSimulator simulator) : IClassFixture<UntracedSimulator>
{
    [Fact]
    public async Task A_request_makes_no_activity()
    {
        simulator.Clock.Seen.Clear();
        await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob");

        Assert.NotEmpty(simulator.Clock.Seen);
        Assert.All(simulator.Clock.Seen, Assert.Null);
    }
}
