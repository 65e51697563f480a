using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>A simulator whose clock begins at the real time, at which botocore signs, and is wound from there.</summary>
public sealed class TodaysClockSimulator : RunningSimulator
{
    public WoundClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override void Configure(IServiceCollection services) => services
        .AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock)
        .AddLogging(logging => logging.AddFilter("Orleans", LogLevel.None));
}

public sealed class PresignedUrlLifetimeTests(TodaysClockSimulator simulator) : IClassFixture<TodaysClockSimulator>
{
    [Fact]
    public async Task A_url_is_good_for_fifteen_minutes_whatever_its_X_Amz_Expires_says()
    {
        JsonElement json = await ClientProgram.RunScriptAsync("presign.py", TestWorld.Alice, simulator.Endpoint);
        var url = new Uri(json.GetString()!);
        Assert.Contains("X-Amz-Expires=60", url.Query, StringComparison.Ordinal);

        simulator.Clock.Advance(TimeSpan.FromMinutes(14));
        using var early = new HttpRequestMessage(HttpMethod.Get, url);
        (await simulator.SendAsync(early)).IsSuccessOf("GetCallerIdentity");

        simulator.Clock.Advance(TimeSpan.FromMinutes(2));
        using var late = new HttpRequestMessage(HttpMethod.Get, url);
        WireAnswer answer = await simulator.SendAsync(late);
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
        Assert.StartsWith("Signature expired: ", answer.Message, StringComparison.Ordinal);
    }
}
