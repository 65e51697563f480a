using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Clock;

/// <summary>A simulator whose clock the test winds. Requests are signed by that clock.</summary>
public class WoundClockSimulator : RunningSimulator
{
    public WoundClock Clock { get; } = new(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static string Basic(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public Task<WireAnswer> CallAsync(ClientKey key, string action, string parameters = "") =>
        SendAsync(StsRequest.Of(key, action, parameters) with { SignedAt = Now });

    // Orleans wonders aloud about every leap.
    protected override void Configure(IServiceCollection services) => services
        .AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock)
        .AddLogging(logging => logging.AddFilter("Orleans", LogLevel.None));
}
