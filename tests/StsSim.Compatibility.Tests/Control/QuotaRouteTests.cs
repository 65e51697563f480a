using System.Net.Http.Json;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Control;

public sealed class ControlledSimulator : RunningSimulator;

public sealed class QuotaRouteTests(ControlledSimulator simulator) : IClassFixture<ControlledSimulator>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_put_is_what_is_got_and_the_rest_stays()
    {
        using HttpResponseMessage put = await PutAsync("""{"default": {"requestsPerSecond": 50, "burst": 70}, "perFederatedUser": {"requestsPerSecond": 5}}""");
        Assert.Equal(200, (int)put.StatusCode);
        Assert.Equal((50, 70, 5, 5), await QuotasAsync());

        using HttpResponseMessage part = await PutAsync("""{"default": {"requestsPerSecond": 0.5}}""");
        Assert.Equal((0.5, 1, 5, 5), await QuotasAsync());

        using HttpResponseMessage none = await PutAsync("""{"perFederatedUser": null}""");
        Assert.Equal((0.5, 1, null, null), await QuotasAsync());
    }

    [Fact]
    public async Task Operations_principals_and_sources_are_put_got_and_taken_away()
    {
        using HttpResponseMessage put = await PutAsync("""{"operations": {"AssumeRole": {"requestsPerSecond": 0.01, "burst": 2}}, "perPrincipal": {"requestsPerSecond": 7}, "perSource": {"requestsPerSecond": 8}}""");
        Assert.Equal(200, (int)put.StatusCode);
        JsonElement all = await simulator.Http.GetFromJsonAsync<JsonElement>(Route, Cancel);
        Assert.Equal((0.01, 2), LimitsOf(all.GetProperty("operations").GetProperty("AssumeRole")));
        Assert.Equal((7, 7), LimitsOf(all.GetProperty("perPrincipal")));
        Assert.Equal((8, 8), LimitsOf(all.GetProperty("perSource")));

        using HttpResponseMessage part = await PutAsync("""{"operations": {"GetWebIdentityToken": {"requestsPerSecond": 3}}, "perPrincipal": null}""");
        all = await simulator.Http.GetFromJsonAsync<JsonElement>(Route, Cancel);
        Assert.Equal(["GetWebIdentityToken"], all.GetProperty("operations").EnumerateObject().Select(operation => operation.Name));
        Assert.False(all.TryGetProperty("perPrincipal", out _));
        Assert.Equal((8, 8), LimitsOf(all.GetProperty("perSource")));

        using HttpResponseMessage none = await PutAsync("""{"operations": null, "perSource": null}""");
        all = await simulator.Http.GetFromJsonAsync<JsonElement>(Route, Cancel);
        Assert.False(all.TryGetProperty("operations", out _) || all.TryGetProperty("perSource", out _));

        static (double Rate, double Burst) LimitsOf(JsonElement limits) => (limits.GetProperty("requestsPerSecond").GetDouble(), limits.GetProperty("burst").GetDouble());
    }

    [Theory]
    [InlineData("not json", "$")]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("""{"defualt": {"requestsPerSecond": 1}}""", "$.defualt")]
    [InlineData("""{"default": 50}""", "$.default")]
    [InlineData("""{"default": {}}""", "$.default")]
    [InlineData("""{"default": {"requestsPerSecond": "fast"}}""", "$.default.requestsPerSecond")]
    [InlineData("""{"default": {"requestsPerSecond": -1}}""", "$.default.requestsPerSecond")]
    [InlineData("""{"default": {"requestsPerSecond": 1e300}}""", "$.default.requestsPerSecond")]
    [InlineData("""{"default": {"requestsPerSecond": 1, "burst": 0}}""", "$.default.burst")]
    [InlineData("""{"perFederatedUser": {"requestsPerSecond": 1, "bursts": 1}}""", "$.perFederatedUser.bursts")]
    [InlineData("""{"operations": {"AssumeRol": {"requestsPerSecond": 1}, "AssumeRole": {"requestsPerSecond": -1}}}""", "$.operations.AssumeRol", "$.operations.AssumeRole.requestsPerSecond")]
    [InlineData("""{"perPrincipals": null, "perSource": {"burst": 1}}""", "$.perPrincipals", "$.perSource")]
    [InlineData("""{"default": {"burst": []}, "perFederatedUser": []}""", "$.default", "$.default.burst", "$.perFederatedUser")]
    public async Task A_bad_body_is_a_problem_that_names_every_path_and_changes_nothing(string body, params string[] paths)
    {
        (double, double, double?, double?) before = await QuotasAsync();
        using HttpResponseMessage response = await PutAsync(body);
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(400, problem.Status);
        Assert.Equal(paths, problem.Paths);
        Assert.All(paths, path => Assert.Contains($"{path}: ", problem.Detail, StringComparison.Ordinal));
        Assert.Equal(before, await QuotasAsync());
    }

    [Theory]
    [InlineData("999999999999")]
    [InlineData("12345")]
    [InlineData("bob")]
    public async Task An_unknown_account_is_404(string account)
    {
        foreach (string path in new[] { "quotas", "federated-users/Bob" })
        {
            using HttpResponseMessage response = await simulator.Http.GetAsync(
                new Uri(simulator.Endpoint, $"/_stssim/accounts/{account}/{path}"), Cancel);
            ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
            Assert.Equal((404, $"There is no account '{account}' in this world."), (problem.Status, problem.Detail));
        }
    }

    [Theory]
    [InlineData("B")]
    [InlineData("Bob%20Smith")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddd")]
    public async Task A_name_no_federated_user_can_have_is_404(string name)
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(
            new Uri(simulator.Endpoint, $"/_stssim/accounts/{TestWorld.AccountId}/federated-users/{name}"), Cancel);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(response)).Status);
    }

    [Fact]
    public async Task A_name_nobody_used_has_an_empty_ledger()
    {
        FederatedUserLedger ledger = await simulator.LedgerOfAsync("Nobody");
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Nobody", ledger.Arn);
        Assert.Equal((0, 0, 0, 0, 0), (ledger.Issued, ledger.Active, ledger.Expired, ledger.Revoked, ledger.Throttled));
        Assert.Empty(ledger.Sessions);
        Assert.Equal(0, await simulator.RevokeAsync("Nobody"));
    }

    private async Task<HttpResponseMessage> PutAsync(string body)
    {
        using var content = new StringContent(body);
        return await simulator.Http.PutAsync(Route, content, Cancel);
    }

    private async Task<(double Rate, double Burst, double? UserRate, double? UserBurst)> QuotasAsync()
    {
        JsonElement json = await simulator.Http.GetFromJsonAsync<JsonElement>(Route, Cancel);
        JsonElement all = json.GetProperty("default");
        bool perUser = json.TryGetProperty("perFederatedUser", out JsonElement each);
        return (
            all.GetProperty("requestsPerSecond").GetDouble(),
            all.GetProperty("burst").GetDouble(),
            perUser ? each.GetProperty("requestsPerSecond").GetDouble() : null,
            perUser ? each.GetProperty("burst").GetDouble() : null);
    }

    private Uri Route => new(simulator.Endpoint, $"/_stssim/accounts/{TestWorld.AccountId}/quotas");
}
