using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>A rule that strikes by chance asks no grain, and one that strikes by number none once it is over.</summary>
public sealed class FaultGrainCallTests(FaultSimulator simulator) : IClassFixture<FaultSimulator>, IAsyncLifetime
{
    private const int Requests = 1_000;

    public async ValueTask InitializeAsync() => await simulator.BehaveAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("\"probability\": 0.3", 0)]
    [InlineData("\"probability\": 0.3, \"per\": \"client\"", 0)]
    [InlineData("\"first\": 3", 3)]
    [InlineData("\"first\": 3, \"skip\": 20", 23)]
    [InlineData("\"sequence\": [true, false, true], \"repeat\": false", 3)]
    [InlineData("\"every\": 10", Requests)]
    public async Task Grain_calls(string trigger, int calls)
    {
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity");
        await simulator.PutFaultAsync("fault", $$"""{ {{trigger}}, "effect": { "type": "error", "code": "Throttling" } }""");
        long before = simulator.GrainCalls;
        for (int i = 0; i < Requests; i++)
        {
            await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity");
        }

        // Beside what rules ask, a warm gateway asks a little, by the hour and not by the request.
        Assert.InRange(simulator.GrainCalls - before, calls, calls + (Requests / 5));
        Assert.Equal(Requests, (await simulator.CountsAsync()).Considered);
    }
}
