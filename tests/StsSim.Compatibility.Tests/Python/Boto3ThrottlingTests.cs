using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Throttling;

namespace StsSim.Compatibility.Tests.Python;

public sealed class Boto3ThrottlingTests(ThrottledSimulator simulator) : IClassFixture<ThrottledSimulator>
{
    [Fact]
    public async Task Throttling_is_a_ClientError_Throttling()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 1}}""");
        JsonElement answers = await ClientProgram.RunScriptAsync(
            "call.py", TestWorld.Alice, simulator.Endpoint, "get_caller_identity", """get_federation_token {"Name": "Bob"}""");
        Assert.Equal(200, answers[0].GetProperty("Status").GetInt32());
        Boto3Tests.IsError(answers[1], 400, "Throttling", "Rate exceeded");
        Assert.Equal(1, (await simulator.LedgerOfAsync("Bob")).Throttled);
    }
}
