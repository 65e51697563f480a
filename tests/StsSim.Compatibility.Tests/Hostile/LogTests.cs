using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

/// <summary>What the simulator logs. The collection's end checks all its tests together; this one is one that can fail alone.</summary>
[Collection(nameof(HostileInput))]
public sealed class LogTests(HostileSimulator simulator)
{
    [Fact]
    public async Task Neither_good_nor_bad_requests_leave_a_secret_in_the_log()
    {
        ClientKey session = await simulator.SessionAsync();
        await simulator.SendNotedAsync(StsRequest.Of(session, "GetCallerIdentity"));
        await simulator.SendNotedAsync(StsRequest.Of(session with { SecretAccessKey = "a wrong secret of some length" }, "GetCallerIdentity"));
        await simulator.SendNotedAsync(StsRequest.Of(session, "GetFederationToken", "Name=%"));
        await simulator.SendNotedAsync(StsRequest.Of(TestWorld.Alice, "GetFederationToken", "Name=Bob&Policy={"));
        await simulator.ServesAsync();

        Assert.Contains(simulator.Logged, line => line.Contains("world of 2 accounts loaded", StringComparison.Ordinal));
        simulator.LoggedNoSecret();
    }

    [Fact]
    public async Task A_request_leaves_no_line_at_all()
    {
        int before = simulator.Logged.Count;
        await simulator.ServesAsync();
        await simulator.SendNotedAsync(StsRequest.Of(TestWorld.Bob, "GetFederationToken", "Name=Eve"));
        Assert.Equal(before, simulator.Logged.Count);
    }
}
