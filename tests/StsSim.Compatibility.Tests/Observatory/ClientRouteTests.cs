using System.Text.Json;
using System.Xml.Linq;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Observatory;

public sealed class ClientRouteTests(ObservatorySimulator simulator) : IClassFixture<ObservatorySimulator>, IAsyncLifetime
{
    private const string Clients = "/_stssim/clients";

    private const string Agent = "Boto3/1.43.11 md/Botocore#1.43.11 ua/2.1 lang/python#3.11.7 m/b,e,Z,N,D cfg/retry-mode#legacy app/billing Botocore/1.43.11";

    public async ValueTask InitializeAsync()
    {
        await simulator.DeleteAsync("/_stssim/faults");
        await simulator.DeleteAsync(Clients);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Clients_are_told_apart_by_what_they_say_and_by_who_calls()
    {
        await CallAsync(TestWorld.Alice, Guid.NewGuid(), attempt: 1);
        await CallAsync(TestWorld.Bob, Guid.NewGuid(), attempt: 1);
        await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity"); // no agent and no invocation id

        JsonElement[] clients = [.. (await simulator.ReadAsync(Clients)).EnumerateArray()];

        Assert.Equal(3, clients.Length);
        JsonElement alice = clients.First(client => Text(client, "sdk") == "Boto3" && Text(client, "principal").EndsWith("/alice", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(("1.43.11", "python", "legacy", "billing"), (Text(alice, "sdkVersion"), Text(alice, "language"), Text(alice, "retryMode"), Text(alice, "applicationId")));
        Assert.False(alice.GetProperty("inferred").GetBoolean());
        Assert.Single(clients, client => client.GetProperty("inferred").GetBoolean());
        Assert.Equal("billing: Boto3/1.43.11 legacy", Text(alice, "name"));
    }

    [Fact]
    public async Task Attempts_are_put_together_with_what_met_them()
    {
        await simulator.PutAsync("/_stssim/faults/storm", """{"match":{"attempts":[1]},"effect":{"type":"error","code":"Throttling","amzRetryAfterMs":20}}""");
        var call = Guid.NewGuid();
        await CallAsync(TestWorld.Alice, call, attempt: 1);
        await CallAsync(TestWorld.Alice, call, attempt: 2);

        JsonElement invocation = Assert.Single((await simulator.ReadAsync("/_stssim/invocations?retried=true")).EnumerateArray()).GetProperty("invocation");
        Assert.Equal((call.ToString(), "succeeded", "GetCallerIdentity"), (Text(invocation, "id"), Text(invocation, "state"), Text(invocation, "operation")));
        JsonElement[] attempts = [.. invocation.GetProperty("attempts").EnumerateArray()];
        Assert.Equal(["throttled", "ok"], attempts.Select(attempt => Text(attempt, "outcome")));
        Assert.Equal(("storm", 20), (Text(attempts[0], "fault"), attempts[0].GetProperty("retryAfterMs").GetInt32()));
        JsonElement client = Assert.Single((await simulator.ReadAsync(Clients)).EnumerateArray());
        Assert.Equal((2, 1, 2.0, 1, 0), (Count(client, "attempts"), Count(client, "invocations"), client.GetProperty("amplification").GetDouble(), Count(client, "throttled"), Count(client, "givenUp")));
    }

    [Fact]
    public async Task A_broken_connection_is_over_for_its_client_at_once()
    {
        await simulator.PutAsync("/_stssim/faults/cut", """{"match":{"attempts":[1]},"effect":{"type":"abort","how":"close"}}""");
        var call = Guid.NewGuid();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => CallAsync(TestWorld.Alice, call, attempt: 1));
        await CallAsync(TestWorld.Alice, call, attempt: 2);

        JsonElement invocation = Assert.Single((await UntilAsync("/_stssim/invocations", invocations => invocations.GetArrayLength() == 1
            && invocations[0].GetProperty("invocation").GetProperty("attempts").GetArrayLength() == 2)).EnumerateArray()).GetProperty("invocation");
        JsonElement[] attempts = [.. invocation.GetProperty("attempts").EnumerateArray()];
        Assert.Equal(["abandoned", "ok"], attempts.Select(attempt => Text(attempt, "outcome")));
        Assert.True(attempts[1].GetProperty("waitedMs").GetDouble() >= 0, "it would be taken for a hedge");
    }

    [Fact]
    public async Task Accounts_are_looked_at_alone_and_forgotten_alone()
    {
        await CallAsync(TestWorld.Alice, Guid.NewGuid(), attempt: 1);
        string account = Text((await simulator.ReadAsync(Clients))[0], "accountId");

        Assert.Equal(1, (await simulator.ReadAsync($"{Clients}?account={account}")).GetArrayLength());
        Assert.Equal(0, (await simulator.ReadAsync($"{Clients}?account=000000000000")).GetArrayLength());
        Assert.Equal(0, (await simulator.ReadAsync("/_stssim/report?account=000000000000")).GetProperty("groups").GetArrayLength());
        await simulator.DeleteAsync($"{Clients}?account=000000000000");
        Assert.Equal(1, (await simulator.ReadAsync(Clients)).GetArrayLength());
        await simulator.DeleteAsync($"{Clients}?account={account}");
        Assert.Equal(0, (await simulator.ReadAsync(Clients)).GetArrayLength());
    }

    [Fact]
    public async Task A_reset_forgets_clients()
    {
        await CallAsync(TestWorld.Alice, Guid.NewGuid(), attempt: 1);
        await simulator.PostAsync("/_stssim/reset", "");

        Assert.Equal(0, (await simulator.ReadAsync(Clients)).GetArrayLength());
        Assert.Equal(0, (await simulator.ReadAsync("/_stssim/report")).GetProperty("totals").GetProperty("requests").GetInt32());
    }

    [Fact]
    public async Task A_secret_is_nowhere_in_what_is_told_of_clients()
    {
        WireAnswer issued = await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob");
        await CallAsync(TestWorld.Alice with { SecretAccessKey = "a-wrong-secret-nobody-may-see" }, Guid.NewGuid(), attempt: 1);
        string told = (await simulator.AskAsync(HttpMethod.Get, "/_stssim/report")).Text + (await simulator.AskAsync(HttpMethod.Get, "/_stssim/invocations")).Text;

        Assert.DoesNotContain("a-wrong-secret-nobody-may-see", told, StringComparison.Ordinal);
        Assert.DoesNotContain(TestWorld.Alice.SecretAccessKey, told, StringComparison.Ordinal);
        foreach (string secret in (string[])["SecretAccessKey", "SessionToken"])
        {
            Assert.DoesNotContain(issued.Member(secret), told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Assertions_are_held_or_broken_and_told_to_a_CI()
    {
        await simulator.PutAsync("/_stssim/faults/storm", """{"match":{"attempts":[1]},"effect":{"type":"error","code":"Throttling"}}""");
        var call = Guid.NewGuid();
        await CallAsync(TestWorld.Alice, call, attempt: 1);
        await CallAsync(TestWorld.Alice, call, attempt: 2);
        const string Assertions = """
            {"expectations":["client(\"bill*\").amplification <= 1.2","client(\"billing\").succeeded == 1","retriesWithin(1m) == 0","getCallerIdentityPerHour <= 2","client(\"nobody\").requests == 0"]}
            """;

        JsonElement checkedNow = await simulator.PostAsync("/_stssim/assertions", Assertions);
        Assert.False(checkedNow.GetProperty("held").GetBoolean());
        JsonElement[] expectations = [.. checkedNow.GetProperty("expectations").EnumerateArray()];
        Assert.Equal(["broken", "held", "broken", "held", "broken"], expectations.Select(expectation => Text(expectation, "outcome")));
        Assert.Equal((2.0, "billing: Boto3/1.43.11 legacy", "amplification", "<= 1.2"), (expectations[0].GetProperty("observed").GetDouble(), Text(expectations[0], "clients"), Text(expectations[0], "figure"), Text(expectations[0], "expected")));
        Assert.False(expectations[4].TryGetProperty("observed", out _));

        (int status, string xml) = await simulator.AskAsync(HttpMethod.Post, "/_stssim/assertions?format=junit", Assertions);
        Assert.Equal(200, status);
        XElement suite = XDocument.Parse(xml).Root!.Element("testsuite")!;
        Assert.Equal(("5", "3", "0"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("skipped")!));
        Assert.Equal("client(\"bill*\").amplification <= 1.2", (string)suite.Elements("testcase").First().Attribute("name")!);
        Assert.Contains("was 2 for billing: Boto3/1.43.11 legacy, expected <= 1.2", (string)suite.Elements("testcase").First().Element("failure")!.Attribute("message")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_experiment_reports_its_expectations_on_clients_as_JUnit_too()
    {
        JsonElement started = await simulator.PostAsync("/_stssim/experiments", """{"name":"x","seed":1,"phases":[{"name":"a","duration":"1h"}],"expectations":["a.client(\"billing\").invocations == 1","a.ok >= 1"]}""");
        string id = Text(started, "id");
        await CallAsync(TestWorld.Alice, Guid.NewGuid(), attempt: 1);
        Assert.Contains("<skipped", (await simulator.AskAsync(HttpMethod.Get, $"/_stssim/experiments/{id}/report?format=junit")).Text, StringComparison.Ordinal);

        JsonElement report = await simulator.AskAsync(HttpMethod.Delete, $"/_stssim/experiments/{id}") is (200, var text) ? JsonElement.Parse(text) : default;

        Assert.Equal(["held", "held"], report.GetProperty("expectations").EnumerateArray().Select(expectation => Text(expectation, "outcome")));
        string junit = (await simulator.AskAsync(HttpMethod.Get, $"/_stssim/experiments/{id}/report?format=junit")).Text;
        Assert.Equal("0", (string)XDocument.Parse(junit).Root!.Element("testsuite")!.Attribute("failures")!);
        JsonElement seen = await simulator.ReadAsync($"/_stssim/report?experiment={id}");
        Assert.Equal("a", Text(Assert.Single(seen.GetProperty("groups")[0].GetProperty("phases").EnumerateArray()), "name"));
        await simulator.DeleteAsync($"/_stssim/experiments/{id}");
    }

    [Theory]
    [InlineData("GET", "/_stssim/clients?account=12", null, "account")]
    [InlineData("GET", "/_stssim/clients?limit=0", null, "limit")]
    [InlineData("GET", "/_stssim/invocations?retried=perhaps", null, "retried")]
    [InlineData("GET", "/_stssim/report?phase=1", null, "phase")]
    [InlineData("GET", "/_stssim/report?format=pdf", null, "format")]
    [InlineData("POST", "/_stssim/assertions", "{}", "$.expectations")]
    [InlineData("POST", "/_stssim/assertions", """{"expectations":["ok >"]}""", "$.expectations[0]")]
    [InlineData("POST", "/_stssim/assertions", """{"expectations":["storm.amplification > 1"]}""", "$.expectations[0]")]
    [InlineData("POST", "/_stssim/assertions?format=html", """{"expectations":["ok > 1"]}""", "format")]
    [InlineData("POST", "/_stssim/assertions", """{"expectations":["ok > 1"],"accountId":"x"}""", "$.accountId")]
    public async Task What_makes_no_sense_is_a_problem_with_its_path(string method, string path, string? body, string offending)
    {
        (int status, string text) = await simulator.AskAsync(new HttpMethod(method), path, body);

        Assert.Equal(400, status);
        Assert.Contains(offending, JsonElement.Parse(text).GetProperty("errors").EnumerateArray().Select(error => Text(error, "path")));
    }

    [Fact]
    public async Task An_experiment_that_nobody_knows_has_no_report() =>
        Assert.Equal(404, (await simulator.AskAsync(HttpMethod.Get, "/_stssim/report?experiment=experiment-00000000000000000000")).Status);

    private async Task<JsonElement> UntilAsync(string path, Predicate<JsonElement> isSo)
    {
        JsonElement read = await simulator.ReadAsync(path);
        while (!isSo(read))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
            read = await simulator.ReadAsync(path);
        }

        return read;
    }

    private Task<WireAnswer> CallAsync(ClientKey key, Guid invocation, int attempt) => simulator.SendAsync(StsRequest.Of(key, "GetCallerIdentity") with
    {
        Headers = new Dictionary<string, string>
        {
            ["amz-sdk-invocation-id"] = invocation.ToString(),
            ["amz-sdk-request"] = attempt == 1 ? "attempt=1" : $"ttl=20261127T120000Z; attempt={attempt}; max=5",
            ["user-agent"] = Agent,
        },
    });

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static int Count(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
