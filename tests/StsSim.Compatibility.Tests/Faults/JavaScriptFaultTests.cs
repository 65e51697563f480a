using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.JavaScript;

namespace StsSim.Compatibility.Tests.Faults;

public sealed class JavaScriptFaultTests(JavaScriptClient client, FaultSimulator simulator) 
    : FaultyClientProgramTests<JavaScriptClient>(client, simulator), IClassFixture<FaultSimulator>
{
    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task It_corrects_its_clock_by_the_answers_and_succeeds(int skew)
    {
        await Simulator.PutClockAsync($$"""{ "skewSeconds": {{skew}} }""");
        ClientAnswer answer = await CallAsync(WhoAmI);
        Assert.True(answer.Result is not null, $"{answer.Error}");
    }

    [Theory]
    [InlineData("""{ "sdks": ["aws-sdk-js"] }""", 1)]
    [InlineData("""{ "retryModes": ["standard"] }""", 1)]
    [InlineData("""{ "sdks": ["boto3"] }""", 0)]
    public async Task It_is_known_by_what_it_says(string match, int fired)
    {
        await Simulator.PutFaultAsync("fault", $$"""{ "match": {{match}}, "effect": { "type": "error", "code": "AccessDenied" } }""");
        Assert.Equal(fired, (await CallAsync(WhoAmI)).Error is null ? 0 : 1);
        Assert.Equal((fired, fired), await Simulator.CountsAsync());
    }
}
