using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>With no collector named, tracing costs nothing.</summary>
public sealed class UntracedRequestTests(UntracedRequestTests.Simulation simulator) : IClassFixture<UntracedRequestTests.Simulation>
{
    [Fact]
    public async Task A_request_makes_no_activity()
    {
        simulator.Clock.Seen.Clear();
        await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob");

        Assert.NotEmpty(simulator.Clock.Seen);
        Assert.All(simulator.Clock.Seen, Assert.Null);
    }

    public sealed class Simulation : RunningSimulator
    {
        internal ActivityClock Clock { get; } = new();

        protected override void Configure(IServiceCollection services) => services.AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock);
    }

    /// <summary>Sees which activity is under way wherever somebody asks for the time, as the request path does.</summary>
    internal sealed class ActivityClock : TimeProvider
    {
        public ConcurrentBag<Activity?> Seen { get; } = [];

        public override long GetTimestamp()
        {
            Seen.Add(Activity.Current);
            return base.GetTimestamp();
        }
    }
}
