using System.Net.Http.Json;
using System.Text.Json;
using StsSim.Compatibility.Tests.Control;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Worlds;

/// <summary>The quotas of the world: those of every account that has none of its own.</summary>
public sealed class DefaultQuotaTests(WorldSimulator simulator) : IClassFixture<WorldSimulator>, IAsyncLifetime
{
    private const string Defaults = "/_stssim/quotas";
    private const string OfAlice = $"/_stssim/accounts/{TestWorld.AccountId}/quotas";
    private const string OfErin = $"/_stssim/accounts/{TestWorld.OtherAccountId}/quotas";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await simulator.ResetAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task They_change_for_every_account_that_has_none_of_its_own()
    {
        Assert.Equal(100_000, await RateAsync(Defaults));
        await PutAsync(OfErin, """{"default": {"requestsPerSecond": 70}}""");

        await PutAsync(Defaults, """{"default": {"requestsPerSecond": 0, "burst": 1}}""");

        Assert.Equal((0, 0, 70), (await RateAsync(Defaults), await RateAsync(OfAlice), await RateAsync(OfErin)));
        string[] codes = [await CodeAsync(TestWorld.Alice), await CodeAsync(TestWorld.Alice), await CodeAsync(TestWorld.Alice)];
        Assert.True(codes.Count(code => code == "") <= 1, string.Join(", ", codes)); // a burst of one, and nothing after
        Assert.Equal(["", "", ""], [await CodeAsync(TestWorld.Legacy), await CodeAsync(TestWorld.Legacy), await CodeAsync(TestWorld.Legacy)]);
    }

    [Fact]
    public async Task An_account_follows_them_again_once_its_own_are_deleted()
    {
        await PutAsync(OfAlice, """{"default": {"requestsPerSecond": 5}}""");
        await PutAsync(Defaults, """{"default": {"requestsPerSecond": 50000}, "perFederatedUser": {"requestsPerSecond": 3}}""");
        Assert.Equal(5, await RateAsync(OfAlice));

        using HttpResponseMessage deleted = await simulator.Http.DeleteAsync(new Uri(simulator.Endpoint, OfAlice), Cancel);

        Assert.Equal(204, (int)deleted.StatusCode);
        Assert.Equal(50_000, await RateAsync(OfAlice));
        Assert.Equal(3, (await simulator.Http.GetFromJsonAsync<JsonElement>(new Uri(simulator.Endpoint, OfAlice), Cancel)).GetProperty("perFederatedUser").GetProperty("burst").GetDouble());
    }

    [Fact]
    public async Task A_change_of_the_users_bucket_alone_takes_effect_and_goes_again()
    {
        await PutAsync(Defaults, """{"perFederatedUser": {"requestsPerSecond": 0, "burst": 2}}""");
        string[] codes = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CodeAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob")))];
        Assert.Equal(["", "", "Throttling", "Throttling", "Throttling"], codes.Order());

        await PutAsync(Defaults, """{"perFederatedUser": null}""");

        Assert.Equal("", await CodeAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob"));
    }

    [Fact]
    public async Task The_world_file_keeps_the_difference()
    {
        await PutAsync(OfErin, """{"default": {"requestsPerSecond": 70}}""");
        await PutAsync(Defaults, """{"default": {"requestsPerSecond": 60}}""");
        string written = await simulator.ExportAsync();

        await simulator.ReplaceAsync(written);
        await PutAsync(Defaults, """{"default": {"requestsPerSecond": 61}}""");

        Assert.Equal((61, 61, 70), (await RateAsync(Defaults), await RateAsync(OfAlice), await RateAsync(OfErin)));
    }

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("""{"default": {"requestsPerSecond": -1}, "each": 1}""", "$.default.requestsPerSecond", "$.each")]
    public async Task A_bad_body_changes_nothing(string body, params string[] paths)
    {
        using var content = new StringContent(body);
        using HttpResponseMessage response = await simulator.Http.PutAsync(new Uri(simulator.Endpoint, Defaults), content, Cancel);

        Assert.Equal(paths, (await ProblemAnswer.ReadAsync(response)).Paths.Order());
        Assert.Equal(100_000, await RateAsync(Defaults));
    }

    private async Task<string> CodeAsync(ClientKey key, string action = "GetCallerIdentity", string parameters = "")
    {
        WireAnswer answer = await simulator.SendAsync(key, action, parameters);
        return answer.Status == 200 ? "" : answer.Code ?? "?";
    }

    private async Task PutAsync(string path, string body)
    {
        using var content = new StringContent(body);
        using HttpResponseMessage response = await simulator.Http.PutAsync(new Uri(simulator.Endpoint, path), content, Cancel);
        response.EnsureSuccessStatusCode();
    }

    private async Task<double> RateAsync(string path) =>
        (await simulator.Http.GetFromJsonAsync<JsonElement>(new Uri(simulator.Endpoint, path), Cancel)).GetProperty("default").GetProperty("requestsPerSecond").GetDouble();
}
