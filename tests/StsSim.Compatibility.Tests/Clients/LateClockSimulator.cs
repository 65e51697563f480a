using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>
/// A simulator whose clock starts ten minutes behind its clients', so that it can pass the end of a session of fifteen
/// minutes while their signatures stay in time.
/// </summary>
public sealed class LateClockSimulator : DefaultWorldSimulator
{
    public WoundClock Clock { get; } = new(TimeProvider.System.GetUtcNow().AddMinutes(-10));

    protected override void Configure(IServiceCollection services)
    {
        base.Configure(services);
        services.AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock);
        services.AddLogging(logging => logging.AddFilter("Orleans", LogLevel.None));
    }
}
