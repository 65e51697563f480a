using System.Globalization;
using System.Text.RegularExpressions;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hosting;

/// <summary>A host with an admin token, whose metrics are its own.</summary>
public sealed partial class OwnedProcessTests
{
    private const string Token = "an-admin-token-of-these-tests";

    [Fact]
    public async Task With_an_admin_token_the_control_api_is_401_without_it()
    {
        var environment = new Dictionary<string, string> { ["StsSim__AdminToken"] = Token };
        await using HostProcess host = HostProcess.Start(environment, "--urls", "http://127.0.0.1:0");
        var quotas = new Uri(await host.ReadyAsync(), "/_stssim/accounts/123456789012/quotas");
        using var http = new HttpClient();

        foreach (string? authorization in new[] { null, "Bearer", "Bearer wrong", $"Bearer {Token}x", $"Basic {Token}", $"bearer {Token[..^1]}" })
        {
            using HttpResponseMessage refused = await GetAsync(http, quotas, authorization);
            Assert.Equal(401, (await Control.ProblemAnswer.ReadAsync(refused)).Status);
        }

        // Whatever way a path is written, and whatever is not there.
        foreach (string path in new[]
        {
            "/_STSSIM/accounts/123456789012/quotas", "/_StsSim/leases", "/%5Fstssim/leases", "/_stssim/%6Ceases", "/_stssim", "/_stssim/",
            "/_stssim/events", "/_stssim/nothing", "/_STSSIM/nothing", "/_stssim/authorize",
        })
        {
            using HttpResponseMessage refused = await GetAsync(http, new Uri($"{quotas.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), authorization: null);
            Assert.Equal(401, (await Control.ProblemAnswer.ReadAsync(refused)).Status);
            Assert.Equal("Bearer", $"{refused.Headers.WwwAuthenticate}");
        }

        foreach (string scheme in new[] { "Bearer", "bearer", "BEARER" })
        {
            using HttpResponseMessage let = await GetAsync(http, quotas, $"{scheme} {Token}");
            Assert.Equal(200, (int)let.StatusCode);
        }

        using HttpResponseMessage health = await GetAsync(http, new Uri(quotas, "/health/ready"), authorization: null);
        Assert.Equal(200, (int)health.StatusCode);
        await host.SignalAsync("TERM");
        Assert.Equal(0, await host.ExitAsync());
        Assert.DoesNotContain(Token, host.Output + string.Join('\n', host.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_can_be_left_unannotated()
    {
        using var world = new WorldFile(TestWorld.Json);
        var environment = new Dictionary<string, string> { ["StsSim__AnnotateAnswers"] = "false" };
        await using HostProcess host = HostProcess.Start(environment, "--world", world.Path);
        Uri endpoint = await host.ReadyAsync();
        using var http = new HttpClient();
        using var quotas = new StringContent("""{"default": {"requestsPerSecond": 0, "burst": 1}}""");
        (await http.PutAsync(new Uri(endpoint, "/_stssim/accounts/123456789012/quotas"), quotas, TestContext.Current.CancellationToken)).Dispose();
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity");
        await SendAsync(http, endpoint, request);

        WireAnswer refusal = await SendAsync(http, endpoint, request);

        refusal.IsRefusal(400, "Throttling", "Rate exceeded");
        Assert.DoesNotContain(refusal.Headers.Keys, name => name.StartsWith("x-stssim", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_warm_steady_stream_makes_only_lease_and_ledger_calls()
    {
        using var world = new WorldFile(TestWorld.Json);
        await using HostProcess host = HostProcess.Start("--urls", "http://127.0.0.1:0", "--world", world.Path);
        Uri endpoint = await host.ReadyAsync();
        using var http = new HttpClient();
        await StreamAsync(http, endpoint, 200);
        Dictionary<string, long> before = await GrainCallsAsync(http, endpoint);

        await StreamAsync(http, endpoint, 3_000);

        Dictionary<string, long> after = await GrainCallsAsync(http, endpoint);
        Dictionary<string, long> grown = after
            .Select(calls => (calls.Key, Calls: calls.Value - before.GetValueOrDefault(calls.Key)))
            .Where(calls => calls.Calls > 0)
            .ToDictionary(calls => calls.Key, calls => calls.Calls);
        grown.Remove("membership"); // by the clock, not by requests
        Assert.Equal(["lease", "ledger", "observation"], grown.Keys.Order());
        Assert.InRange(grown.Values.Sum(), 1, 1_500);
    }

    [Fact]
    public async Task Neither_tokens_nor_signatures_reach_the_terminal()
    {
        using var world = new WorldFile(TestWorld.Json);
        await using HostProcess host = HostProcess.Start("--urls", "http://127.0.0.1:0", "--world", world.Path);
        Uri endpoint = await host.ReadyAsync();
        using var http = new HttpClient();
        ClientKey session = (await SendAsync(http, endpoint, StsRequest.Of(TestWorld.Alice, "GetFederationToken", "Name=Bob"))).Credentials();
        string query = $"Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Security-Token={Uri.EscapeDataString(session.SessionToken!)}&X-Amz-Signature=0123abcd";
        await SendAsync(http, endpoint, StsRequest.Of(session, "GetCallerIdentity"));
        await SendAsync(http, endpoint, StsRequest.Of(session with { SecretAccessKey = "wrong" }, "GetCallerIdentity"));
        await SendAsync(http, endpoint, new StsRequest(null, "") { Method = "GET", Query = query });
        await host.SignalAsync("TERM");
        Assert.Equal(0, await host.ExitAsync());

        string terminal = host.Output + string.Join('\n', host.Errors);
        foreach (string secret in new[] { session.SessionToken!, session.SecretAccessKey, TestWorld.Alice.SecretAccessKey, "0123abcd", "Signature" })
        {
            Assert.DoesNotContain(secret, terminal, StringComparison.Ordinal);
        }
    }

    private static async Task<WireAnswer> SendAsync(HttpClient http, Uri endpoint, StsRequest request)
    {
        using HttpRequestMessage message = request.ToMessage(endpoint);
        using HttpResponseMessage response = await http.SendAsync(message, TestContext.Current.CancellationToken);
        return await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    private static Task StreamAsync(HttpClient http, Uri endpoint, int requests) => Parallel.ForAsync(
        0,
        requests,
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken },
        async (i, _) => (await SendAsync(http, endpoint, StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name=Steady{i % 7}")))
            .IsSuccessOf("GetFederationToken"));

    private static async Task<Dictionary<string, long>> GrainCallsAsync(HttpClient http, Uri endpoint)
    {
        string metrics = await http.GetStringAsync(new Uri(endpoint, "/metrics"), TestContext.Current.CancellationToken);
        return GrainCalls().Matches(metrics).ToDictionary(
            match => match.Groups["purpose"].Value, match => long.Parse(match.Groups["calls"].Value, CultureInfo.InvariantCulture));
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient http, Uri uri, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""^stssim_grain_calls_total\{[^}]*stssim_purpose="(?<purpose>\w+)"[^}]*\} (?<calls>\d+)""", RegexOptions.Multiline)]
    private static partial Regex GrainCalls();
}
