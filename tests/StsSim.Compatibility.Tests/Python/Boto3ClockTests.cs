using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>A simulator whose clock is an hour ahead of its clients'.</summary>
public sealed class HourAheadSimulator : RunningSimulator
{
    protected override void Configure(IServiceCollection services) =>
        services.AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, new WoundClock(TimeProvider.System.GetUtcNow().AddHours(1)));
}

public sealed class Boto3ClockTests(HourAheadSimulator simulator) : IClassFixture<HourAheadSimulator>
{
    [Fact]
    public async Task A_clock_an_hour_behind_is_a_ClientError_SignatureDoesNotMatch()
    {
        JsonElement answers = await ClientProgram.RunScriptAsync("call.py", TestWorld.Alice, simulator.Endpoint, "get_caller_identity");
        JsonElement answer = answers[0];
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.GetProperty("Status").GetInt32(), answer.GetProperty("Code").GetString()));
        Assert.Matches(
            @"^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$",
            answer.GetProperty("Message").GetString());
    }
}
