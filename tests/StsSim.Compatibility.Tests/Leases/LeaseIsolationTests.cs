using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Compatibility.Tests.Leases;

/// <summary>One team's storm is its own.</summary>
public sealed class LeaseIsolationTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private StsSimulator? _simulator;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StsSimulator Simulator => _simulator!;

    public async ValueTask InitializeAsync() => _simulator = await StsSimulator.StartAsync(cancellationToken: Cancel);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Simulator.DisposeAsync();
    }

    // Twenty times the quota on the one side; buckets that never refill, so that what is admitted is exact.
    [Fact]
    public async Task A_storm_in_one_lease_does_not_touch_anothers_figures()
    {
        const int Quota = 50;
        var quota = new LeaseOptions { Quota = new Quota(0, Quota) };
        await using LeasedAccount stormy = await Simulator.LeaseAccountAsync(quota, Cancel);
        await using LeasedAccount calm = await Simulator.LeaseAccountAsync(quota, Cancel);

        Task<int> storm = AdmittedAsync(stormy, 20 * Quota, atOnce: 16);
        int admittedBesideIt = await AdmittedAsync(calm, Quota, atOnce: 1);

        Assert.Equal(Quota, await storm);
        Assert.Equal(Quota, admittedBesideIt);
        FederatedUserLedger stormyBob = await stormy.GetFederatedUserAsync("Bob", Cancel);
        FederatedUserLedger calmBob = await calm.GetFederatedUserAsync("Bob", Cancel);
        Assert.Equal((Quota, 19 * Quota), (stormyBob.Issued, stormyBob.Throttled));
        Assert.Equal((Quota, Quota, 0), (calmBob.Issued, calmBob.Active, calmBob.Throttled));
        Assert.Empty(stormyBob.Sessions.Select(session => session.AccessKeyId).Intersect(calmBob.Sessions.Select(session => session.AccessKeyId)));

        (await SendAsync(calm, "GetFederationToken", "Name=Bob")).IsRefusal(400, "Throttling", "Rate exceeded"); // by its own bucket alone
        Assert.Equal(1, (await calm.GetFederatedUserAsync("Bob", Cancel)).Throttled);
    }

    [Fact]
    public async Task Revoking_in_one_lease_leaves_the_same_name_in_another_alone()
    {
        await using LeasedAccount one = await Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        await using LeasedAccount other = await Simulator.LeaseAccountAsync(cancellationToken: Cancel);
        ClientKey ended = (await SendAsync(one, "GetFederationToken", "Name=Bob")).Credentials();
        ClientKey kept = (await SendAsync(other, "GetFederationToken", "Name=Bob")).Credentials();

        Assert.Equal(1, await one.RevokeFederatedUserSessionsAsync("Bob", Cancel));

        Assert.NotEqual(200, (await LeaseRequests.SendAsync(_http, Simulator, StsRequest.Of(ended, "GetCallerIdentity"))).Status);
        (await LeaseRequests.SendAsync(_http, Simulator, StsRequest.Of(kept, "GetCallerIdentity"))).IsSuccessOf("GetCallerIdentity");
    }

    [Fact]
    public async Task A_lease_ends_with_its_time_and_takes_everything_with_it()
    {
        LeasedAccount account = await Simulator.LeaseAccountAsync(new LeaseOptions { Duration = TimeSpan.FromSeconds(1) }, Cancel);
        ClientKey session = (await SendAsync(account, "GetFederationToken", "Name=Bob")).Credentials();
        ClientKey role = (await SendAsync(account, "AssumeRole", $"RoleArn={Uri.EscapeDataString(account.RoleArn)}&RoleSessionName=run")).Credentials();

        // The registry looks every second.
        WireAnswer answer;
        while ((answer = await SendAsync(account, "GetCallerIdentity", "")).Status == 200)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }

        answer.IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

        // Of a session AWS says it without the full stop.
        foreach (ClientKey key in new[] { session, role })
        {
            (await LeaseRequests.SendAsync(_http, Simulator, StsRequest.Of(key, "GetCallerIdentity")))
                .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        }

        Assert.Equal(404, (int?)(await Assert.ThrowsAsync<StsSimulatorException>(() => account.GetFederatedUserAsync("Bob", Cancel))).Status);
        Assert.DoesNotContain(account.AccountId, await ListAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_every_live_lease_and_no_key()
    {
        await using LeasedAccount longer = await Simulator.LeaseAccountAsync(new LeaseOptions { Duration = TimeSpan.FromMinutes(20) }, Cancel);
        await using LeasedAccount shorter = await Simulator.LeaseAccountAsync(new LeaseOptions { Duration = TimeSpan.FromMinutes(10) }, Cancel);

        string list = await ListAsync();

        string[] accounts = [.. JsonElement.Parse(list).EnumerateArray().Select(lease => lease.GetProperty("accountId").GetString()!)];
        Assert.Equal([shorter.AccountId, longer.AccountId], accounts.Where(id => id == shorter.AccountId || id == longer.AccountId));
        Assert.DoesNotContain(longer.Credentials.SecretAccessKey, list, StringComparison.Ordinal);
        Assert.DoesNotContain(longer.Credentials.AccessKeyId, list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lease-0000000000000000000f")]
    [InlineData("lease-")]
    [InlineData("lease-0000000000000000000F")]
    [InlineData("world")]
    [InlineData("..%2F..")]
    public async Task An_id_of_no_lease_is_404(string id)
    {
        foreach ((HttpMethod method, string path) in new[] { (HttpMethod.Get, id), (HttpMethod.Delete, id), (HttpMethod.Post, $"{id}/reset") })
        {
            using var request = new HttpRequestMessage(method, new Uri(Simulator.ControlEndpoint, $"/_stssim/leases/{path}"));
            using HttpResponseMessage response = await _http.SendAsync(request, Cancel);
            Assert.Equal(404, (await Control.ProblemAnswer.ReadAsync(response)).Status);
        }
    }

    [Theory]
    [InlineData("""{"ttlSeconds": 0}""", "$.ttlSeconds")]
    [InlineData("""{"ttlSeconds": 1.5}""", "$.ttlSeconds")]
    [InlineData("""{"ttlSeconds": 604801}""", "$.ttlSeconds")]
    [InlineData("""{"ttlSeconds": "600"}""", "$.ttlSeconds")]
    [InlineData("""{"ttl": 600}""", "$.ttl")]
    [InlineData("""{"quotas": {"default": {"burst": 5}}}""", "$.quotas.default")]
    [InlineData("[]", "$")]
    public async Task A_bad_request_names_its_path_and_takes_nothing(string body, string path)
    {
        string before = await ListAsync();
        using var content = new StringContent(body);
        using HttpResponseMessage response = await _http.PostAsync(new Uri(Simulator.ControlEndpoint, "/_stssim/leases"), content, Cancel);

        Control.ProblemAnswer problem = await Control.ProblemAnswer.ReadAsync(response);

        Assert.Equal((400, path), (problem.Status, Assert.Single(problem.Paths)));
        Assert.Equal(before, await ListAsync());
    }

    private Task<string> ListAsync() => _http.GetStringAsync(new Uri(Simulator.ControlEndpoint, "/_stssim/leases"), Cancel);

    private Task<WireAnswer> SendAsync(LeasedAccount account, string action, string parameters) =>
        LeaseRequests.SendAsync(_http, Simulator, StsRequest.Of(LeaseRequests.KeyOf(account), action, parameters));

    private async Task<int> AdmittedAsync(LeasedAccount account, int requests, int atOnce)
    {
        int admitted = 0;
        await Parallel.ForAsync(0, requests, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = Cancel }, async (_, _) =>
        {
            if ((await SendAsync(account, "GetFederationToken", "Name=Bob")).Status == 200)
            {
                Interlocked.Increment(ref admitted);
            }
        });
        return admitted;
    }
}
