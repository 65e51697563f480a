using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>The same under a clock that the test winds. Requests are signed by that clock.</summary>
public sealed class WoundFaultSimulator : FaultSimulator
{
    public WoundClock Clock { get; } = new(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.GetUtcNow();

    public Task<WireAnswer> CallAsync(ClientKey? key, string action, string parameters = "", double ahead = 0) =>
        SendAsync(StsRequest.Of(key, action, parameters) with { SignedAt = Now.AddSeconds(ahead) });

    public static DateTimeOffset DateOf(WireAnswer answer) =>
        DateTimeOffset.ParseExact(answer.Headers["Date"], "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    // Orleans wonders aloud about every leap.
    protected override void Configure(IServiceCollection services) => services
        .AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock)
        .AddLogging(logging => logging.AddFilter("Orleans", LogLevel.None));
}
