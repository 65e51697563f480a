using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Throttling;

/// <summary>Buckets of principals, sources and federated users beside those of Regions. Rates are so low that the burst alone decides.</summary>
public sealed class BucketKindTests(ThrottledSimulator simulator) : IClassFixture<ThrottledSimulator>, IAsyncLifetime
{
    private const string Account = TestWorld.AccountId;
    private const int Flood = 1_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Accounts provisioned anew have full buckets.
    public async ValueTask InitializeAsync()
    {
        using HttpResponseMessage reset = await simulator.Http.PostAsync(new Uri(simulator.Endpoint, "/_stssim/reset"), content: null, Cancel);
        reset.EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_bucket_per_principal_is_shared_by_all_sessions_of_a_user()
    {
        ClientKey session = (await simulator.SendAsync(TestWorld.Alice, "GetSessionToken")).Credentials();
        await simulator.SetQuotasAsync("""{"perPrincipal": {"requestsPerSecond": 0, "burst": 2}}""");

        Assert.Null(await ThrottledByAsync(session));
        Assert.Null(await ThrottledByAsync(TestWorld.Alice));
        string? alice = await ThrottledByAsync(session);

        Assert.Matches($"^{Account}/principal/AIDA[A-Z0-9]{{17}}$", alice);
        Assert.Equal(alice, await ThrottledByAsync(TestWorld.Alice));
        Assert.Equal([null, null, $"{Account}/principal/{Account}"], [await ThrottledByAsync(TestWorld.Root), await ThrottledByAsync(TestWorld.Root), await ThrottledByAsync(TestWorld.Root)]);
        Assert.Equal([null, null], [await ThrottledByAsync(TestWorld.Bob), await ThrottledByAsync(TestWorld.Bob)]);
        Assert.Null(await ThrottledByAsync(TestWorld.Legacy)); // another account, with quotas of its own

        await simulator.SetQuotasAsync("""{"perPrincipal": null}""");
        Assert.Null(await ThrottledByAsync(TestWorld.Alice));
    }

    [Fact]
    public async Task A_role_is_a_principal_whatever_its_session_is_called()
    {
        string trust = Uri.EscapeDataString(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{Account}}}:root"},"Action":"sts:AssumeRole"}}""");
        await simulator.SendAsync(new StsRequest(TestWorld.Alice, $"Action=CreateRole&Version=2010-05-08&RoleName=busy&AssumeRolePolicyDocument={trust}") { Service = "iam" });
        ClientKey[] sessions = [await AssumeAsync("one"), await AssumeAsync("two")];

        await simulator.SetQuotasAsync("""{"perPrincipal": {"requestsPerSecond": 0, "burst": 1}}""");

        Assert.Null(await ThrottledByAsync(sessions[0]));
        Assert.Matches($"^{Account}/principal/AROA[A-Z0-9]{{17}}$", await ThrottledByAsync(sessions[1]));
    }

    [Fact]
    public async Task A_bucket_per_source_is_shared_by_whoever_calls_from_there()
    {
        await simulator.SetQuotasAsync("""{"perSource": {"requestsPerSecond": 0, "burst": 3}}""");

        Assert.Null(await ThrottledByAsync(TestWorld.Alice));
        Assert.Null(await ThrottledByAsync(TestWorld.Bob));
        WireAnswer unsigned = await simulator.SendAsync(StsRequest.Of(null, "AssumeRoleWithWebIdentity", $"RoleArn=arn:aws:iam::{Account}:role/any"));
        Assert.False(unsigned.IsThrottled);
        Assert.Equal($"{Account}/source/127.0.0.1", await ThrottledByAsync(TestWorld.Alice));
        unsigned = await simulator.SendAsync(StsRequest.Of(null, "AssumeRoleWithWebIdentity", $"RoleArn=arn:aws:iam::{Account}:role/any"));
        Assert.Equal($"{Account}/source/127.0.0.1", unsigned.Headers["x-stssim-throttled-by"]);

        using HttpClient elsewhere = From(IPAddress.Parse("127.0.0.2"));
        using HttpResponseMessage response = await elsewhere.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity").ToMessage(simulator.Endpoint), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_token_taken_of_one_bucket_is_given_back_where_another_refuses()
    {
        await simulator.SetQuotasAsync("""
            {"default": {"requestsPerSecond": 0, "burst": 100}, "operations": {"GetFederationToken": {"requestsPerSecond": 0, "burst": 1}},
             "perPrincipal": {"requestsPerSecond": 0, "burst": 3}, "perSource": {"requestsPerSecond": 0, "burst": 4}, "perFederatedUser": {"requestsPerSecond": 0, "burst": 2}}
            """);
        Assert.Null(await FederateAsync());
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal($"{Account}/us-east-1/GetFederationToken", await FederateAsync());
        }

        // One of each is gone, and no more.
        JsonElement[] buckets = await BucketsAsync();
        Assert.Equal([1, 2, 3, 0], [TokensOf(buckets, "/federated-user/Bob"), TokensOf(buckets, "/principal/AIDA"), TokensOf(buckets, "/source/"), TokensOf(buckets, "/GetFederationToken")]);

        // A change of one limit refills nothing else.
        await simulator.SetQuotasAsync("""{"operations": {"GetFederationToken": {"requestsPerSecond": 0, "burst": 50}}}""");
        Assert.Null(await FederateAsync());
        Assert.Equal($"{Account}/federated-user/Bob", await FederateAsync());
        Assert.Null(await ThrottledByAsync(TestWorld.Alice));
        Assert.StartsWith($"{Account}/principal/AIDA", await ThrottledByAsync(TestWorld.Alice), StringComparison.Ordinal);
        Assert.Null(await ThrottledByAsync(TestWorld.Bob));
        Assert.Equal($"{Account}/source/127.0.0.1", await ThrottledByAsync(TestWorld.Bob));
        Assert.Equal(48, TokensOf(await BucketsAsync(), "/GetFederationToken"));
    }

    [Theory]
    [InlineData("""{"perPrincipal": {"requestsPerSecond": 0.001, "burst": 1}}""", "/principal/AIDA")]
    [InlineData("""{"perSource": {"requestsPerSecond": 0.001, "burst": 1}}""", "/source/127.0.0.1")]
    [InlineData("""{"perFederatedUser": {"requestsPerSecond": 0.001, "burst": 1}, "perPrincipal": {"requestsPerSecond": 100000}, "perSource": {"requestsPerSecond": 100000}}""", "/federated-user/Bob")]
    [InlineData("""{"operations": {"GetFederationToken": {"requestsPerSecond": 0.001, "burst": 1}}, "perPrincipal": {"requestsPerSecond": 100000}, "perSource": {"requestsPerSecond": 100000}}""", "/us-east-1/GetFederationToken")]
    public async Task A_flood_of_refusals_by_any_bucket_costs_no_grain_call(string quotas, string bucket)
    {
        await simulator.SetQuotasAsync(quotas);
        await FederateAsync();
        Assert.StartsWith($"{Account}{bucket}", await FederateAsync(), StringComparison.Ordinal);

        long before = simulator.GrainCalls;
        long startedAt = Stopwatch.GetTimestamp();
        for (int i = 0; i < Flood; i++)
        {
            Assert.NotNull(await FederateAsync());
        }

        Assert.InRange(simulator.GrainCalls - before, 0, ThrottledSimulator.OfThemselves(Stopwatch.GetElapsedTime(startedAt)));
    }

    [Fact]
    public async Task Buckets_show_what_is_in_them()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 10}, "perPrincipal": {"requestsPerSecond": 0.001, "burst": 2}}""");
        Assert.Null(await ThrottledByAsync(TestWorld.Alice, "eu-west-3"));
        Assert.Null(await ThrottledByAsync(TestWorld.Alice, "eu-west-3"));
        Assert.Null(await ThrottledByAsync(TestWorld.Bob, "eu-west-3"));

        JsonElement[] buckets = await BucketsAsync();

        JsonElement region = Assert.Single(buckets, bucket => NameOf(bucket) == $"{Account}/eu-west-3");
        Assert.Equal((0, 10, 7), (region.GetProperty("requestsPerSecond").GetDouble(), region.GetProperty("burst").GetDouble(), region.GetProperty("tokens").GetDouble()));
        Assert.False(region.TryGetProperty("secondsUntilFull", out _)); // it never is
        Assert.False(region.TryGetProperty("secondsUntilNextToken", out _));

        JsonElement[] principals = [.. buckets.Where(bucket => NameOf(bucket).Contains("/principal/", StringComparison.Ordinal)).OrderBy(bucket => bucket.GetProperty("tokens").GetDouble())];
        Assert.Equal(2, principals.Length);
        Assert.InRange(principals[0].GetProperty("tokens").GetDouble(), 0, 0.5);
        Assert.InRange(principals[0].GetProperty("secondsUntilNextToken").GetDouble(), 500, 1000);
        Assert.InRange(principals[0].GetProperty("secondsUntilFull").GetDouble(), 1500, 2000);
        Assert.InRange(principals[1].GetProperty("tokens").GetDouble(), 1, 1.5);
        Assert.False(principals[1].TryGetProperty("secondsUntilNextToken", out _));
        Assert.Equal(buckets.Select(NameOf).Order(StringComparer.Ordinal), buckets.Select(NameOf));
    }

    [Fact]
    public async Task Buckets_of_an_account_that_does_not_exist_are_not_found()
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, "/_stssim/accounts/999999999999/quotas/buckets"), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static string NameOf(JsonElement bucket) => bucket.GetProperty("name").GetString()!;

    private static double TokensOf(JsonElement[] buckets, string part) =>
        Assert.Single(buckets, bucket => NameOf(bucket).Contains(part, StringComparison.Ordinal)).GetProperty("tokens").GetDouble();

    private static HttpClient From(IPAddress address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private async Task<JsonElement[]> BucketsAsync()
    {
        JsonElement read = await simulator.Http.GetFromJsonAsync<JsonElement>(new Uri(simulator.Endpoint, $"/_stssim/accounts/{Account}/quotas/buckets"), Cancel);
        Assert.False(read.GetProperty("truncated").GetBoolean());
        return [.. read.GetProperty("buckets").EnumerateArray()];
    }

    private async Task<ClientKey> AssumeAsync(string session) =>
        (await simulator.SendAsync(TestWorld.Alice, "AssumeRole", $"RoleArn=arn:aws:iam::{Account}:role/busy&RoleSessionName={session}")).Credentials();

    private async Task<string?> FederateAsync() => ThrottledBy(await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob"));

    private async Task<string?> ThrottledByAsync(ClientKey key, string region = "us-east-1") =>
        ThrottledBy(await simulator.SendAsync(StsRequest.Of(key, "GetCallerIdentity") with { Region = region }));

    private static string? ThrottledBy(WireAnswer answer)
    {
        Assert.True(answer.Status == 200 || answer.IsThrottled, answer.Body);
        return answer.IsThrottled ? answer.Headers["x-stssim-throttled-by"] : null;
    }
}
