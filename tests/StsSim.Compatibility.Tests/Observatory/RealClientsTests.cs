using System.Text.Json;
using Amazon.Runtime;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>SDKs of three languages in every retry mode they have, throttled in an experiment: what they counted, and what the server saw.</summary>
public sealed class RealClientsTests(ObservatorySimulator simulator) : IClassFixture<ObservatorySimulator>
{
    private const int Calls = 40;
    private const int Doomed = 3;

    // Whoever is throttled once calls at half a call a second from then on.
    private const int AdaptiveCalls = 10;

    private const string Throttled = """
        {
          "name": "throttled", "seed": 5,
          "phases": [{ "name": "throttled", "duration": "1h", "faults": [
            { "id": "doomed", "match": { "federatedUsers": ["Doomed"] }, "effect": { "type": "error", "code": "Throttling" } },
            { "id": "busy", "probability": 0.3, "effect": { "type": "error", "code": "Throttling" } }
          ] }],
          "expectations": ["client(\"*-off\").amplification == 1", "client(\"*\").retriesOfTerminalErrors == 0"]
        }
        """;

    [Fact]
    public async Task The_report_tells_them_apart_and_counts_what_they_counted()
    {
        string experiment = (await simulator.PostAsync("/_stssim/experiments", Throttled)).GetProperty("id").GetString()!;
        var running = new Dictionary<string, (string Sdk, string? Mode, int Most, Task<CountedCalls?> Calls)>
        {
            ["net-standard"] = ("aws-sdk-dotnet-coreclr", "standard", 3, DotNetAsync(RequestRetryMode.Standard, "net-standard", Calls)),
            ["net-adaptive"] = ("aws-sdk-dotnet-coreclr", "adaptive", 3, DotNetAsync(RequestRetryMode.Adaptive, "net-adaptive", AdaptiveCalls)),
            ["net-off"] = ("aws-sdk-dotnet-coreclr", "standard", 1, DotNetAsync(retries: null, "net-off", Calls)),
            ["boto-legacy"] = ("Boto3", "legacy", 5, Boto3Async("legacy", "boto-legacy", Calls)),
            ["boto-standard"] = ("Boto3", "standard", 3, Boto3Async("standard", "boto-standard", Calls)),
            ["boto-adaptive"] = ("Boto3", "adaptive", 3, Boto3Async("adaptive", "boto-adaptive", AdaptiveCalls)),
            ["js-standard"] = ("aws-sdk-js", "standard", 3, JavaScriptAsync("standard", "js-standard", Calls)),
            ["js-adaptive"] = ("aws-sdk-js", "adaptive", 3, JavaScriptAsync("adaptive", "js-adaptive", AdaptiveCalls)),
        };
        await Task.WhenAll(running.Values.Select(client => client.Calls));
        string stopped = (await simulator.AskAsync(HttpMethod.Delete, $"/_stssim/experiments/{experiment}")).Text;
        Assert.All(JsonElement.Parse(stopped).GetProperty("expectations").EnumerateArray(), expectation => Assert.Equal("held", expectation.GetProperty("outcome").GetString()));

        JsonElement report = await simulator.ReadAsync($"/_stssim/report?experiment={experiment}");
        var missing = new List<string>();
        foreach ((string application, (string sdk, string? mode, int most, Task<CountedCalls?> calls)) in running)
        {
            if (await calls is not { } counted)
            {
                missing.Add(application);
                continue;
            }

            JsonElement group = Assert.Single(report.GetProperty("groups").EnumerateArray(), group => group.GetProperty("applicationId").GetString() == application);
            JsonElement figures = group.GetProperty("figures");
            Assert.Equal((application, sdk, mode), (application, group.GetProperty("sdk").GetString(), group.GetProperty("retryMode").GetString()));
            Assert.Equal((application, counted.Invocations, counted.Attempts), (application, Figure(figures, "invocations"), Figure(figures, "attempts")));
            Assert.InRange(figures.GetProperty("amplification").GetDouble(), counted.Amplification * 0.99, counted.Amplification * 1.01);
            Assert.Equal((application, counted.Succeeded), (application, Figure(figures, "succeeded")));
            Assert.InRange(MostAttempts(group), application == "net-adaptive" ? 1 : most, most); // gives up unsent where its limiter has no token
            Assert.DoesNotContain(
                group.GetProperty("verdicts").EnumerateArray(),
                verdict => verdict.GetProperty("rule").GetString() is "attempts" or "no-retry-of-terminal" or "retries-retryable" && verdict.GetProperty("outcome").GetString() == "deviates");
            Assert.NotEmpty(group.GetProperty("description").GetString()!);
        }

        Assert.SkipWhen(missing.Count > 0, $"Checked but for those that are not installed: {string.Join(", ", missing)}.");
    }

    private Task<CountedCalls?> DotNetAsync(RequestRetryMode? retries, string application, int calls) =>
        ObservedClients.DotNetAsync(simulator.Endpoint, TestWorld.Alice, retries, application, calls, Doomed);

    private Task<CountedCalls?> Boto3Async(string mode, string application, int calls) =>
        ObservedClients.Boto3Async(simulator.Endpoint, TestWorld.Alice, mode, application, calls, Doomed);

    private Task<CountedCalls?> JavaScriptAsync(string mode, string application, int calls) =>
        ObservedClients.JavaScriptAsync(simulator.Endpoint, TestWorld.Alice, mode, application, calls, Doomed);

    private static long Figure(JsonElement figures, string name) => (long)figures.GetProperty(name).GetDouble();

    private static int MostAttempts(JsonElement group) =>
        group.GetProperty("attemptsPerInvocation").EnumerateArray().Select((count, index) => (count, index)).Last(of => of.count.GetInt64() > 0).index + 1;
}
