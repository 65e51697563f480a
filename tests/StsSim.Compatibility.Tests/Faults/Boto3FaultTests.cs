using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Python;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Faults;

public sealed class Boto3FaultTests(Boto3Client client, FaultSimulator simulator) 
    : FaultyClientProgramTests<Boto3Client>(client, simulator), IClassFixture<FaultSimulator>
{
    // Up to a second of its own, and up to five more than it is told.
    [Fact]
    public async Task The_generation_of_November_2026_heeds_the_hint_when_to_come_back()
    {
        await Simulator.PutFaultAsync("fault", """{ "match": { "attempts": [1] }, "effect": { "type": "error", "code": "Throttling", "amzRetryAfterMs": 2500 } }""");
        long startedAt = TimeProvider.System.GetTimestamp();
        Assert.NotNull((await CallAsync(WhoAmI, new Dictionary<string, string> { ["AWS_NEW_RETRIES_2026"] = "true" })).Result);
        Assert.True(TimeProvider.System.GetElapsedTime(startedAt) >= TimeSpan.FromMilliseconds(2400));
        Assert.Equal((1, 1), await Simulator.CountsAsync());
    }

    [Fact]
    public async Task It_does_not_correct_its_clock()
    {
        await Simulator.PutClockAsync("""{ "skewSeconds": 3600 }""");
        ClientAnswer answer = await CallAsync(WhoAmI);
        Assert.Equal(("SignatureDoesNotMatch", 1), (answer.Error?.Code, answer.Error?.Attempts));
    }

    [Theory]
    [InlineData("""{ "sdks": ["boto3/1.*"] }""", 1)]
    [InlineData("""{ "retryModes": ["standard"] }""", 1)]
    [InlineData("""{ "retryModes": ["legacy"] }""", 0)]
    [InlineData("""{ "sdks": ["aws-cli", "aws-sdk-*"] }""", 0)]
    public async Task It_is_known_by_what_it_says(string match, int fired)
    {
        await Simulator.PutFaultAsync("fault", $$"""{ "match": {{match}}, "effect": { "type": "error", "code": "AccessDenied" } }""");
        Assert.Equal(fired, (await CallAsync(WhoAmI)).Error is null ? 0 : 1);
        Assert.Equal((fired, fired), await Simulator.CountsAsync());
    }

    // A session of one minute is always within the fifteen before its end in which botocore refreshes, one of an hour is not.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(60, 5)]
    public async Task Its_provider_refreshes_by_the_compressed_expiration(int scale, int atLeast)
    {
        await Simulator.PutClockAsync($$"""{ "sessionTimeScale": {{scale}} }""");
        await Simulator.PutFaultAsync("fault", """{ "match": { "operations": ["AssumeRole"] }, "effect": { "type": "closeConnection" } }""");
        await ClientProgram.RunScriptAsync("refresh.py", TestWorld.Alice, Simulator.Endpoint, FaultSimulator.RoleArn, "5");
        long assumed = (await Simulator.CountsAsync()).Considered;
        Assert.InRange(assumed, atLeast, scale == 1 ? 1 : 20);
    }
}
