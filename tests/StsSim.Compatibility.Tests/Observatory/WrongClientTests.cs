using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>A client that waits always as long, whatever it is told, and tries again whatever went wrong.</summary>
public sealed class WrongClientTests(ObservatorySimulator simulator) : IClassFixture<ObservatorySimulator>
{
    private const int Attempts = 4;
    private const int CallsOfEach = 40;

    // Long beside how late a busy machine may be.
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(400);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("homegrown/1.0", "againstPractice")]
    [InlineData("aws-sdk-js/3.1168.0 ua/2.1 os/linux lang/js md/nodejs#20.20.2 api/sts#3.1168.0 m/N,E,e", "deviates")]
    public async Task It_is_caught_on_each_point(string agent, string outcome)
    {
        await simulator.DeleteAsync("/_stssim/clients");
        await PutAsync("busy", """{"type":"error","code":"Throttling"}""");
        await PutAsync("denied", """{"type":"error","code":"AccessDenied"}""");
        await PutAsync("hinted", """{"type":"error","code":"Throttling","retryAfterSeconds":2}""");
        await Task.WhenAll(Enumerable.Range(0, 3 * CallsOfEach).Select(number => CallAsync(agent, (number % 3) switch { 0 => "busy", 1 => "denied", _ => "hinted" })));

        JsonElement group = Assert.Single((await simulator.ReadAsync("/_stssim/report")).GetProperty("groups").EnumerateArray());
        var verdicts = group.GetProperty("verdicts").EnumerateArray().ToDictionary(verdict => verdict.GetProperty("rule").GetString()!);
        string told = string.Join('\n', verdicts.Values.Select(verdict => string.Join(" / ", ((string[])["rule", "outcome", "expected", "observed"]).Select(member => verdict.GetProperty(member).GetString()))));
        foreach (string rule in (string[])["jitter", "no-retry-of-terminal", "retry-after"])
        {
            Assert.True(verdicts.ContainsKey(rule) && verdicts[rule].GetProperty("outcome").GetString() == outcome, $"{rule}\n{told}");
            Assert.NotEmpty(verdicts[rule].GetProperty("expected").GetString()!);
            Assert.NotEmpty(verdicts[rule].GetProperty("observed").GetString()!);
            JsonElement exemplar = verdicts[rule].GetProperty("exemplars")[0];
            Assert.True(exemplar.GetProperty("attempts").GetArrayLength() > 1);
        }

        JsonElement figures = group.GetProperty("figures");
        Assert.Equal(CallsOfEach * (Attempts - 1), figures.GetProperty("retriesOfTerminalErrors").GetDouble());
        Assert.Equal(CallsOfEach * (Attempts - 1), figures.GetProperty("ignoredRetryAfter").GetDouble());
        Assert.True(figures.GetProperty("deviations").GetDouble() >= 3);
    }

    private Task<JsonElement> PutAsync(string id, string effect) => simulator.PutAsync(
        $"/_stssim/faults/{id}", $$"""{"match":{"federatedUsers":["{{id}}"]},"effect":{{effect}}}""");

    private async Task CallAsync(string agent, string name)
    {
        string invocation = Guid.NewGuid().ToString();
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name={name}") with
            {
                Headers = new Dictionary<string, string>
                {
                    ["amz-sdk-invocation-id"] = invocation,
                    ["amz-sdk-request"] = $"attempt={attempt}; max={Attempts}",
                    ["user-agent"] = agent,
                },
            });
            await Task.Delay(attempt < Attempts ? Wait : TimeSpan.Zero, Cancel);
        }
    }
}
