using System.Text.Json;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>A world file may misbehave from the start.</summary>
public sealed class FaultyWorldTests(FaultyWorldSimulator simulator) : IClassFixture<FaultyWorldSimulator>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_and_clocks_of_the_world_file_hold_from_the_start_and_after_a_reset()
    {
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("AccessDenied", (await simulator.SendAsync(TestWorld.Alice, "GetSessionToken")).Code);
            Assert.Equal("ServiceUnavailable", (await simulator.SendAsync(TestWorld.Legacy, "GetSessionToken")).Code);
            (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
            Assert.Equal((1, 1), await simulator.CountsAsync("everybodys"));
            Assert.Equal((1, 1), await simulator.CountsAsync("own", FaultSimulator.Account));
            Assert.Equal(60, await ScaleAsync(FaultSimulator.Everybody));
            Assert.Equal(30, await ScaleAsync(FaultSimulator.Account));

            await simulator.PutFaultAsync("another", """{ "effect": { "type": "hang" } }""");
            await simulator.PutClockAsync("{}");
            await simulator.SucceedAsync(HttpMethod.Post, "/_stssim/reset");
        }
    }

    [Fact]
    public async Task The_world_is_exported_with_all_of_it_and_can_be_put_again()
    {
        string exported = (await simulator.SucceedAsync(HttpMethod.Get, "/_stssim/world")).GetRawText();
        JsonElement world = JsonElement.Parse(exported);
        Assert.Equal(42, world.GetProperty("seed").GetInt64()); // of the command line, before the file's
        Assert.Equal(60, world.GetProperty("clock").GetProperty("sessionTimeScale").GetDouble());
        Assert.Equal("everybodys", Assert.Single(world.GetProperty("faults").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("own", Assert.Single(world.GetProperty("accounts")[0].GetProperty("faults").EnumerateArray()).GetProperty("id").GetString());

        using HttpResponseMessage refused = await simulator.AskAsync(
            HttpMethod.Put, "/_stssim/world", """{ "accounts": [{ "id": "123456789012" }], "faults": [{ "id": "x", "effect": { "type": "error", "code": "Throtling" } }] }""");
        Assert.Equal("$.faults[0].effect.code", Assert.Single((await Control.ProblemAnswer.ReadAsync(refused)).Paths));
    }

    [Fact]
    public async Task Answers_can_be_left_without_the_mark_of_the_rule()
    {
        using var world = new WorldFile(TestWorld.Json);
        await using HostProcess host = HostProcess.Start(new Dictionary<string, string> { ["StsSim__AnnotateAnswers"] = "false" }, "--world", world.Path, "--seed", "7");
        Uri endpoint = await host.ReadyAsync();
        using var http = new HttpClient();
        using var rule = new StringContent("""{ "effect": { "type": "error", "code": "Throttling" } }""");
        (await http.PutAsync(new Uri(endpoint, "/_stssim/faults/storm"), rule, Cancel)).EnsureSuccessStatusCode();

        using HttpRequestMessage request = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity").ToMessage(endpoint);
        using HttpResponseMessage response = await http.SendAsync(request, Cancel);
        WireAnswer answer = await WireAnswer.ReadAsync(response, Cancel);

        answer.IsRefusal(400, "Throttling", "Rate exceeded");
        Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("x-stssim", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(7, JsonElement.Parse(await http.GetStringAsync(new Uri(endpoint, "/_stssim/world"), Cancel)).GetProperty("seed").GetInt64());
    }

    private async Task<double> ScaleAsync(string scope) =>
        (await simulator.SucceedAsync(HttpMethod.Get, $"{scope}/clock")).GetProperty("sessionTimeScale").GetDouble();
}
