using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Control;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Cluster;

namespace StsSim.Compatibility.Tests.Experiments;

public sealed class ExperimentRouteTests(ExperimentSimulator simulator) : IClassFixture<ExperimentSimulator>, IAsyncLifetime
{
    // Longer than any test: each ends what it started.
    private const string Long = """{"name":"long","seed":7,"phases":[{"name":"only","duration":"1h"}],"expectations":["only.ok >= 3","*.throttled == 0"]}""";

    private const string NoTokens = """
        "quotas":{"default":{"requestsPerSecond":0,"burst":1}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (JsonElement experiment in (await simulator.ReadAsync(ExperimentSimulator.Route)).EnumerateArray())
        {
            await simulator.DeleteAsync(experiment.GetProperty("id").GetString()!);
        }
    }

    [Fact]
    public async Task An_experiment_runs_is_read_is_stopped_and_is_forgotten()
    {
        string id = await simulator.StartAsync(Long);
        JsonElement running = await simulator.ReadAsync($"{ExperimentSimulator.Route}/{id}");
        Assert.Equal(("running", "only", 7), (Text(running, "state"), Text(running, "phase"), running.GetProperty("seed").GetInt64()));
        Assert.Equal(["pending", "pending"], running.GetProperty("expectations").EnumerateArray().Select(expectation => Text(expectation, "outcome")));
        Assert.Contains(id, (await simulator.ReadAsync(ExperimentSimulator.Route)).EnumerateArray().Select(listed => Text(listed, "id")));

        (int status, string body) = await simulator.DeleteAsync(id);
        JsonElement stopped = JsonElement.Parse(body);
        Assert.Equal((200, "stopped", "somebody asked for it"), (status, Text(stopped, "state"), Text(stopped, "stoppedBecause")));
        Assert.Equal(["broken", "held"], stopped.GetProperty("expectations").EnumerateArray().Select(expectation => Text(expectation, "outcome")));
        Assert.Equal("stopped", Text((await simulator.ReadAsync(ExperimentSimulator.Route))[0], "state"));

        Assert.Equal((204, ""), await simulator.DeleteAsync(id));
        Assert.Equal(404, (await simulator.DeleteAsync(id)).Status);
        using HttpResponseMessage gone = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, $"{ExperimentSimulator.Route}/{id}"), Cancel);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(gone)).Status);
    }

    [Fact]
    public async Task Requests_are_counted_by_what_became_of_them()
    {
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity"); // before it began
        string id = await simulator.StartAsync(Long);
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity");
        await simulator.SendAsync(TestWorld.Bob, "GetFederationToken", "Name=Bob");
        await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with
        {
            Headers = new Dictionary<string, string> { ["amz-sdk-request"] = "ttl=20261127T120000Z; attempt=2; max=3" },
        });
        await simulator.SendAsync(TestWorld.Alice with { SecretAccessKey = "wrong" }, "GetCallerIdentity");

        JsonElement report = await CountedAsync(id, requests: 4);
        JsonElement figures = report.GetProperty("phases")[0].GetProperty("figures");
        Assert.Equal((4, 2, 2, 0), (Count(figures, "requests"), Count(figures, "ok"), Count(figures, "clientErrors"), Count(figures, "throttled")));
        Assert.Equal((3, 1), (Count(figures, "firstAttempts"), Count(figures, "retries")));
        Assert.Equal((0.5, 1.3333), (figures.GetProperty("successRate").GetDouble(), figures.GetProperty("amplification").GetDouble()));
        Assert.True(figures.GetProperty("maxMs").GetDouble() >= figures.GetProperty("p50Ms").GetDouble());
        Assert.Equal(4, report.GetProperty("timeline").EnumerateArray().Sum(slot => Count(slot, "requests")));
    }

    [Fact]
    public async Task Faults_of_a_phase_strike_and_are_counted_by_what_they_did()
    {
        string id = await simulator.StartAsync("""
            {
              "name": "faults",
              "phases": [{
                "name": "only", "duration": "1h",
                "faults": [
                  { "id": "down", "match": { "operations": ["GetSessionToken"] }, "effect": { "type": "error", "code": "ServiceUnavailable" } },
                  { "id": "slow-down", "match": { "operations": ["GetFederationToken"] }, "effect": { "type": "error", "code": "Throttling" } },
                  { "id": "cut", "match": { "operations": ["GetAccessKeyInfo"] }, "effect": { "type": "abort", "at": "beforeHeaders" } },
                  { "id": "slow", "match": { "operations": ["GetCallerIdentity"] }, "effect": { "type": "latency", "distribution": { "kind": "fixed", "ms": 50 } } }
                ]
              }]
            }
            """);

        Assert.Equal(503, (await simulator.SendAsync(TestWorld.Alice, "GetSessionToken")).Status);
        Assert.True((await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob")).IsThrottled);
        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.SendAsync(TestWorld.Alice, "GetAccessKeyInfo", $"AccessKeyId={TestWorld.Alice.AccessKeyId}"));
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);

        JsonElement figures = (await CountedAsync(id, requests: 4)).GetProperty("figures");
        await simulator.DeleteAsync(id);
        Assert.Equal(
            (4, 1, 1, 1, 1, 4),
            (Count(figures, "requests"), Count(figures, "serverErrors"), Count(figures, "throttled"), Count(figures, "abandoned"), Count(figures, "ok"), Count(figures, "faulted")));
        Assert.InRange(figures.GetProperty("maxMs").GetDouble(), 45, double.MaxValue); // timers are a little early, too
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetSessionToken")).Status);
    }

    [Fact]
    public async Task Quotas_of_a_phase_hold_while_it_runs_and_those_before_are_back_at_once()
    {
        string id = await simulator.StartAsync($$"""{"name":"step-down","accountId":"{{TestWorld.AccountId}}","phases":[{"name":"none","duration":"1h",{{NoTokens}}}]}""");
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity"); // the burst
        Assert.True((await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsThrottled);
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Legacy, "GetCallerIdentity")).Status); // another account

        JsonElement figures = (await CountedAsync(id, requests: 2)).GetProperty("figures");
        await simulator.DeleteAsync(id);

        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);
        Assert.Equal((2, 1, 1), (Count(figures, "requests"), Count(figures, "ok"), Count(figures, "throttled")));
    }

    [Fact]
    public async Task A_client_that_does_not_wait_for_the_answer_has_abandoned_it()
    {
        string id = await simulator.StartAsync(Long);
        RequestGate gate = simulator.Simulator.Services.GetRequiredService<RequestGate>();
        long abandoned = 0;
        while (abandoned == 0)
        {
            await gate.CloseAsync();
            using (var client = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) })
            {
                await client.ConnectAsync(simulator.Endpoint.Host, simulator.Endpoint.Port, Cancel);
                await client.SendAsync(Encoding.ASCII.GetBytes("GET /?Action=GetCallerIdentity HTTP/1.1\r\nHost: sts\r\n\r\n"), Cancel);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel); // the reset is on its way, and the next round tries again
            gate.Open();
            JsonElement figures = (await simulator.ReadAsync($"{ExperimentSimulator.Route}/{id}")).GetProperty("figures");
            abandoned = Count(figures, "abandoned");
        }
    }

    [Fact]
    public async Task One_runs_at_a_time_and_the_refusal_names_it()
    {
        string id = await simulator.StartAsync(Long);

        using HttpResponseMessage second = await simulator.PostAsync(Long);

        ProblemAnswer problem = await ProblemAnswer.ReadAsync(second);
        Assert.Equal(409, problem.Status);
        Assert.Contains("'long'", problem.Detail, StringComparison.Ordinal);
        Assert.Contains(id, problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"x","phases":[{"name":"a","duration":"0s"}],"expectations":["a.okk > 1"]}""", "$.phases[0].duration", "$.expectations[0]")]
    [InlineData("""{"name":"x","accountId":"000000000001","phases":[{"name":"a","duration":"1s"}]}""", "$.accountId")]
    [InlineData("phases", "$")]
    public async Task What_is_wrong_is_told_with_its_path(string file, params string[] paths)
    {
        using HttpResponseMessage response = await simulator.PostAsync(file);

        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(400, problem.Status);
        Assert.Equal(paths, problem.Paths);
    }

    [Fact]
    public async Task In_a_lease_it_is_the_leases_own()
    {
        JsonElement lease = await simulator.PostAsync("/_stssim/leases", new { });
        var key = new ClientKey(Text(lease, "accessKeyId"), Text(lease, "secretAccessKey"));
        string route = $"/_stssim/leases/{Text(lease, "id")}/experiments";
        string id = await simulator.StartAsync($$"""{"name":"mine","phases":[{"name":"none","duration":"1h",{{NoTokens}}}]}""", route);

        await simulator.SendAsync(key, "GetCallerIdentity");
        Assert.True((await simulator.SendAsync(key, "GetCallerIdentity")).IsThrottled);
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);
        Assert.Equal(id, Text(Assert.Single((await simulator.ReadAsync(route)).EnumerateArray()), "id"));
        JsonElement report = await CountedAsync(id, requests: 2);
        Assert.Equal((Text(lease, "accountId"), 2), (Text(report, "accountId"), Count(report.GetProperty("figures"), "requests")));

        using HttpResponseMessage other = await simulator.PostAsync($$"""{"name":"x","accountId":"{{TestWorld.AccountId}}","phases":[{"name":"a","duration":"1s"}]}""", route);
        Assert.Equal(["$.accountId"], (await ProblemAnswer.ReadAsync(other)).Paths);
        using HttpResponseMessage freed = await simulator.Http.DeleteAsync(new Uri(simulator.Endpoint, $"/_stssim/leases/{Text(lease, "id")}"), Cancel);
        Assert.Equal("its lease has ended", Text(await simulator.ReadAsync($"{ExperimentSimulator.Route}/{id}"), "stoppedBecause"));
        using HttpResponseMessage gone = await simulator.PostAsync(Long, route);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(gone)).Status);
    }

    [Fact]
    public async Task It_is_followed_to_its_end()
    {
        string id = await simulator.StartAsync("""{"name":"short","phases":[{"name":"a","duration":"1s"},{"name":"b","duration":"500ms"}],"expectations":["a.requests == 0"]}""");

        string events = await simulator.Http.GetStringAsync(new Uri(simulator.Endpoint, $"{ExperimentSimulator.Route}/{id}/events"), Cancel);

        string[] received = events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.True(received.Length > 1);
        Assert.All(received[..^1], text => Assert.Equal("running", Text(Data(text), "state")));
        Assert.StartsWith("event: end\n", received[^1], StringComparison.Ordinal);
        JsonElement last = Data(received[^1]);
        Assert.Equal(("completed", "held"), (Text(last, "state"), Text(last.GetProperty("expectations")[0], "outcome")));
    }

    [Fact]
    public async Task The_report_is_a_page_for_who_asks_for_one()
    {
        string id = await simulator.StartAsync("""
            {"name":"<script>alert(1)</script>","seed":4711,"description":"a & b","phases":[{"name":"only","duration":"1h"}],"expectations":["only.requests < 1","*.maxMs>0"]}
            """);
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity");
        await CountedAsync(id, requests: 1);
        await simulator.DeleteAsync(id);
        var report = new Uri(simulator.Endpoint, $"{ExperimentSimulator.Route}/{id}/report");

        string page = await simulator.Http.GetStringAsync(new Uri(report, "?format=html"), Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, report) { Headers = { { "Accept", "text/html,*/*" } } };
        using HttpResponseMessage asked = await simulator.Http.SendAsync(request, Cancel);

        Assert.Equal("text/html", asked.Content.Headers.ContentType!.MediaType);
        Assert.Equal(page, await asked.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal); // nothing to load
        Assert.Contains("with seed 4711", page, StringComparison.Ordinal);
        Assert.Contains("1 of 2 expectations held; broken: only.requests &lt; 1.", page, StringComparison.Ordinal);
        Assert.Contains("class=\"series offered\"", page, StringComparison.Ordinal);
        Assert.Equal(4711, (await simulator.ReadAsync($"{ExperimentSimulator.Route}/{id}/report")).GetProperty("seed").GetInt64());
        using HttpResponseMessage unknown = await simulator.Http.GetAsync(new Uri(report, "?format=pdf"), Cancel);
        Assert.Equal(["format"], (await ProblemAnswer.ReadAsync(unknown)).Paths);
    }

    [Fact]
    public async Task The_document_describes_every_figure_and_no_other()
    {
        JsonElement document = await simulator.ReadAsync("/_stssim/openapi.json");

        Assert.Equal(
            Enum.GetNames<Figure>().Select(JsonNamingPolicy.CamelCase.ConvertName),
            document.GetProperty("components").GetProperty("schemas").GetProperty("ExperimentFigures").GetProperty("properties").EnumerateObject().Select(figure => figure.Name));
    }

    // A request counts when it is over, which is a moment after its client has the answer.
    private Task<JsonElement> CountedAsync(string id, int requests) =>
        simulator.ReadUntilAsync(id, report => Count(report.GetProperty("figures"), "requests") >= requests);

    private static JsonElement Data(string text) => JsonElement.Parse(text[(text.IndexOf("data: ", StringComparison.Ordinal) + 6)..]);

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private static long Count(JsonElement json, string member) => json.GetProperty(member).GetInt64();
}
