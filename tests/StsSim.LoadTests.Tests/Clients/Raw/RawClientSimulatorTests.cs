using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>Against a simulator, which takes no signature that AWS would not.</summary>
public sealed class RawClientSimulatorTests(RawClientSimulatorTests.Server server) : IClassFixture<RawClientSimulatorTests.Server>
{
    private const string Role = "arn:aws:iam::123456789012:role/app";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_makes_every_call()
    {
        await using RawClient client = server.Client();

        await AssertIssuedAsync(client, StsRequest.GetFederationToken("user", 1000));
        await AssertIssuedAsync(client, StsRequest.GetSessionToken());
        await AssertIssuedAsync(client, StsRequest.AssumeRole(Role, "session"));
        using var control = new ControlApi(server.Endpoint, null);
        string token = await control.MintTokenAsync(TimeSpan.FromMinutes(5), Cancel);
        await AssertIssuedAsync(client, StsRequest.AssumeRoleWithWebIdentity("arn:aws:iam::123456789012:role/web", "session", token));
        AssertOk(await SendAsync(client, StsRequest.GetCallerIdentity));
    }

    [Fact]
    public async Task It_signs_for_its_Region()
    {
        await using var client = new RawClient(server.Setting() with { Region = "eu-west-1" });

        AssertOk(await SendAsync(client, StsRequest.GetCallerIdentity));
        AssertOk(await SendAsync(client, StsRequest.GetCallerIdentity with { PresignedForCluster = "my-cluster" }));
    }

    [Fact]
    public async Task Odd_characters_are_signed_as_they_are_sent()
    {
        const string Policy = """
            { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {
              "StringEquals": { "aws:PrincipalTag/größe": "50% & 1+1=2 / ~*'()!#?ÿ" } } } }
            """;
        await using RawClient client = server.Client();

        await AssertIssuedAsync(client, StsRequest.GetFederationToken("_+=,.@-x") with { Policy = Policy });
        await AssertIssuedAsync(client, StsRequest.AssumeRole(Role, "a+b=c,d.e@f-g_h") with { Policy = Policy });
        StsReply refused = await SendAsync(client, StsRequest.AssumeRole(Role, "日本 \uD83D\uDE00 \uD83D"));
        Assert.Equal("ValidationError", refused.Outcome.ErrorCode);
    }

    [Fact]
    public async Task What_was_issued_signs()
    {
        await using RawClient client = server.Client();
        ClientCredentials issued = (await SendAsync(client, StsRequest.AssumeRole(Role, "session"))).Issued!.Credentials;

        AssertOk(await SendAsync(client, StsRequest.GetCallerIdentity with { Credentials = issued }));
        await AssertIssuedAsync(client, StsRequest.AssumeRole(Role, "again") with { Credentials = issued });
        AssertOk(await SendAsync(client, StsRequest.GetCallerIdentity with { Credentials = issued, PresignedForCluster = "my-cluster" }));
        StsReply forged = await SendAsync(
            client, StsRequest.GetCallerIdentity with { Credentials = issued with { SecretAccessKey = "another" } });
        Assert.Equal("SignatureDoesNotMatch", forged.Outcome.ErrorCode);
    }

    [Fact]
    public async Task A_presigned_URL_works_with_its_cluster()
    {
        await using RawClient client = server.Client();

        AssertOk(await SendAsync(client, StsRequest.GetCallerIdentity with { PresignedForCluster = "my-cluster" }));
        await AssertIssuedAsync(client, StsRequest.AssumeRole(Role, "a+b") with { PresignedForCluster = "my-cluster" });
        StsReply forged = await SendAsync(client, StsRequest.GetCallerIdentity with
        {
            PresignedForCluster = "my-cluster",
            Credentials = ClientCredentials.Example with { SecretAccessKey = "another" },
        });
        Assert.Equal("SignatureDoesNotMatch", forged.Outcome.ErrorCode);
    }

    [Fact]
    public async Task A_wrong_secret_fails()
    {
        await using RawClient client = server.Client(ClientCredentials.Example with { SecretAccessKey = "another" });

        StsReply reply = await SendAsync(client, StsRequest.GetSessionToken());

        Assert.Equal(new InvocationOutcome(InvocationEnd.Failed, 1, 1, 0, ErrorCode: "SignatureDoesNotMatch"), reply.Outcome);
    }

    [Fact]
    public async Task Many_calls_at_once_get_a_key_each()
    {
        await using RawClient client = server.Client();

        StsReply[] replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(call =>
            Task.Run(async () => await SendAsync(client, StsRequest.GetFederationToken($"user{call}")))));

        Assert.All(replies, AssertOk);
        Assert.Equal(64, replies.Select(reply => reply.Outcome.AccessKeyId).Distinct().Count());
    }

    [Fact]
    public async Task A_spent_quota_throttles()
    {
        await using RawClient client = server.Client();
        await server.SetQuotaAsync(0, 1);
        try
        {
            await SendAsync(client, StsRequest.GetSessionToken());
            await SendAsync(client, StsRequest.GetSessionToken());
            StsReply reply = await SendAsync(client, StsRequest.GetSessionToken());

            Assert.Equal(new InvocationOutcome(InvocationEnd.GivenUp, 1, 1, 1, ErrorCode: "Throttling"), reply.Outcome);
        }
        finally
        {
            await server.SetQuotaAsync(100_000, 100_000);
        }
    }

    [Fact]
    public async Task Its_kind_makes_it()
    {
        Assert.Equal(("raw", false, null), (RawKind.Value.Name, RawKind.Value.Retries, RawKind.Value.Missing()));
        await using IStsClient client = await RawKind.Value.CreateAsync(server.Setting(), Cancel);

        AssertOk(await client.SendAsync(StsRequest.GetCallerIdentity, UnwatchedWire.Instance, Cancel));
    }

    private static async Task AssertIssuedAsync(RawClient client, StsRequest request)
    {
        StsReply reply = await SendAsync(client, request);

        AssertOk(reply);
        Assert.StartsWith("ASIA", reply.Outcome.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal(reply.Outcome.AccessKeyId, reply.Issued!.Credentials.AccessKeyId);
        Assert.InRange(reply.Issued.Expiration - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20));
    }

    private static void AssertOk(StsReply reply) =>
        Assert.Equal((InvocationEnd.Ok, null, 1), (reply.Outcome.End, reply.Outcome.ErrorCode, reply.Outcome.Attempts));

    private static async Task<StsReply> SendAsync(RawClient client, StsRequest request) =>
        await client.SendAsync(request, UnwatchedWire.Instance, Cancel);

    public sealed class Server : IAsyncLifetime
    {
        private ITarget? _simulator;

        internal Uri Endpoint => _simulator!.Endpoint;

        public async ValueTask InitializeAsync() => _simulator = await EmbeddedSimulator.StartAsync(Cancel);

        public ValueTask DisposeAsync() => _simulator!.DisposeAsync();

        internal ClientSetting Setting(ClientCredentials? credentials = null) =>
            new(Endpoint, "us-east-1", "raw-test", credentials ?? ClientCredentials.Example, null, 0, TimeProvider.System);

        internal RawClient Client(ClientCredentials? credentials = null) => new(Setting(credentials));

        internal async Task SetQuotaAsync(double requestsPerSecond, double burst)
        {
            using var http = new HttpClient();
            var quota = new JsonObject { ["default"] = new JsonObject { ["requestsPerSecond"] = requestsPerSecond, ["burst"] = burst } };
            using HttpResponseMessage answer = await http.PutAsJsonAsync(new Uri(Endpoint, "/_stssim/accounts/123456789012/quotas"), quota, Cancel);
            answer.EnsureSuccessStatusCode();
        }
    }
}
