using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;

namespace StsSim.LoadTests.Tests.Clients.Drivers;

/// <summary>The drivers that come along, each in its process, against a real simulator; those that this machine cannot run are skipped.</summary>
public sealed class ShippedDriversTests : IAsyncLifetime
{
    private const string AccountId = "123456789012";
    private const string RoleArn = $"arn:aws:iam::{AccountId}:role/app";

    private readonly CountingWire _wire = new();
    private ITarget _simulator = null!;
    private HttpClient _http = null!;

    public static TheoryData<string> Names => [.. DriverKinds.All.Select(kind => kind.Name)];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await EmbeddedSimulator.StartAsync(CancellationToken);
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _simulator.Endpoint };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_federation_token_is_issued_in_one_attempt(string name)
    {
        await using IStsClient client = await StartAsync(name);

        StsReply reply = await SendAsync(client, StsRequest.GetFederationToken("Bob"));

        Assert.Equal((InvocationEnd.Ok, null), (reply.Outcome.End, reply.Outcome.ErrorCode));
        Assert.Equal((1, 1, 0), (reply.Outcome.Attempts, reply.Outcome.Sends, reply.Outcome.Throttles));
        Assert.Equal((1, 0), (_wire.Sent, _wire.Throttled));
        Assert.Equal(reply.Outcome.AccessKeyId, reply.Issued?.Credentials.AccessKeyId);
        Assert.StartsWith("ASIA", reply.Outcome.AccessKeyId, StringComparison.Ordinal);
        Assert.InRange(reply.Issued!.Expiration - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(16));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_session_of_a_role_signs_what_it_is_said_to_sign(string name)
    {
        await using IStsClient client = await StartAsync(name);
        ClientCredentials session = (await SendAsync(client, StsRequest.AssumeRole(RoleArn, "session"))).Issued!.Credentials;

        StsReply used = await SendAsync(client, StsRequest.AssumeRole(RoleArn, "chained") with { Credentials = session });
        StsReply abused = await SendAsync(client, StsRequest.GetCallerIdentity with { Credentials = session with { SessionToken = "none" } });
        StsReply own = await SendAsync(client, StsRequest.GetCallerIdentity);

        Assert.Equal((InvocationEnd.Ok, null), (used.Outcome.End, used.Outcome.ErrorCode));
        Assert.Equal((InvocationEnd.Failed, "InvalidClientTokenId"), (abused.Outcome.End, abused.Outcome.ErrorCode));
        Assert.Equal((InvocationEnd.Ok, null), (own.Outcome.End, own.Outcome.ErrorCode));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_web_identity_is_taken_without_any_key(string name)
    {
        await using IStsClient client = await StartAsync(name);
        using var control = new ControlApi(_simulator.Endpoint, adminToken: null);
        string token = await control.MintTokenAsync(TimeSpan.FromMinutes(5), CancellationToken);

        StsReply reply = await SendAsync(client, StsRequest.AssumeRoleWithWebIdentity($"arn:aws:iam::{AccountId}:role/web", "pod", token));

        Assert.Equal((InvocationEnd.Ok, null), (reply.Outcome.End, reply.Outcome.ErrorCode));
        Assert.NotNull(reply.Issued);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_pod_asks_once_and_again_when_it_has_restarted(string name)
    {
        await using IStsClient client = await StartAsync(name);

        InvocationOutcome[] uses =
        [
            await UseAsync("pod-1", 0), await UseAsync("pod-1", 0), await UseAsync("pod-1", 1), await UseAsync("pod-1", 1), await UseAsync("pod-2", 0),
        ];

        Assert.All(uses, use => Assert.Equal((InvocationEnd.Ok, null), (use.End, use.ErrorCode)));
        Assert.Equal([1, 0, 1, 0, 1], uses.Select(use => use.Attempts));
        Assert.Equal([1, 0, 1, 0, 1], uses.Select(use => use.Calls));
        Assert.Equal(3, _wire.Sent);

        async Task<InvocationOutcome> UseAsync(string pod, int generation) =>
            (await SendAsync(client, StsRequest.UseOfSession(new PodCredentials(pod, generation, RoleArn, 3600, TimeScale: 1)))).Outcome;
    }

    [Theory]
    [InlineData("boto3-standard")]
    [InlineData("js-standard")]
    [InlineData("dotnet-v3-standard")]
    public async Task A_pods_session_is_renewed_when_its_SDK_sees_fit(string name)
    {
        await using IStsClient client = await StartAsync(name);

        // By a clock that runs a hundred times slower a session is in its SDK's window from the beginning: nobody has to wait.
        StsRequest use = StsRequest.UseOfSession(new PodCredentials("pod", 0, RoleArn, 3600, TimeScale: 0.01));

        await SendAsync(client, use);
        InvocationOutcome again = (await SendAsync(client, use)).Outcome;

        // How often an SDK renews such a session within one use is its own affair.
        Assert.Equal((InvocationEnd.Ok, null), (again.End, again.ErrorCode));
        Assert.True(again.Attempts >= 1, "the session was used as it was");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_pod_that_gets_no_session_says_why(string name)
    {
        await using IStsClient client = await StartAsync(name);

        InvocationOutcome outcome = (await SendAsync(
            client, StsRequest.UseOfSession(new PodCredentials("pod", 0, $"arn:aws:iam::{AccountId}:role/no-such-role", 3600, TimeScale: 1)))).Outcome;

        Assert.Equal((InvocationEnd.Failed, "AccessDenied", 1), (outcome.End, outcome.ErrorCode, outcome.Attempts));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_presigned_identity_is_one_attempt(string name)
    {
        await using IStsClient client = await StartAsync(name);
        StsRequest presigned = StsRequest.GetCallerIdentity with { PresignedForCluster = "my-cluster" };

        InvocationOutcome own = (await SendAsync(client, presigned)).Outcome;
        ClientCredentials stranger = ClientCredentials.Example with { SecretAccessKey = "wrong" };
        InvocationOutcome strangers = (await SendAsync(client, presigned with { Credentials = stranger })).Outcome;

        Assert.Equal((InvocationEnd.Ok, null, 1, 1), (own.End, own.ErrorCode, own.Attempts, own.Calls));
        Assert.Equal((InvocationEnd.Failed, "SignatureDoesNotMatch", 1), (strangers.End, strangers.ErrorCode, strangers.Attempts));
        Assert.Equal(2, _wire.Sent);
    }

    [Theory]
    [InlineData("boto3-legacy", 5)]
    [InlineData("boto3-standard", 3)]
    [InlineData("js-standard", 3)]
    [InlineData("dotnet-v3-legacy", 5)]
    [InlineData("dotnet-v3-standard", 3)]
    public async Task Permanent_throttling_is_given_up_after_the_modes_last_attempt(string name, int attempts)
    {
        await using IStsClient client = await StartAsync(name);
        (await _http.PutAsJsonAsync(
            $"/_stssim/accounts/{AccountId}/faults/busy", new { effect = new { type = "error", code = "Throttling" } }, CancellationToken)).EnsureSuccessStatusCode();

        InvocationOutcome outcome = (await SendAsync(client, StsRequest.GetFederationToken("Bob"))).Outcome;

        Assert.Equal((InvocationEnd.GivenUp, "Throttling"), (outcome.End, outcome.ErrorCode));
        Assert.Equal((attempts, attempts, attempts), (outcome.Attempts, outcome.Sends, outcome.Throttles));
        Assert.Equal((attempts, attempts), (_wire.Sent, _wire.Throttled));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Many_calls_are_under_way_at_once(string name)
    {
        await using IStsClient client = await StartAsync(name);

        StsReply[] replies = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(number => SendAsync(client, StsRequest.GetFederationToken($"Bob{number}"))));

        Assert.All(replies, reply => Assert.Equal((InvocationEnd.Ok, null), (reply.Outcome.End, reply.Outcome.ErrorCode)));
        Assert.Equal(40, replies.Select(reply => reply.Outcome.AccessKeyId).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_STS_does_not_have_is_an_unsupported_operation(string name)
    {
        await using IStsClient client = await StartAsync(name);

        InvocationOutcome outcome = (await SendAsync(client, new StsRequest("Fly"))).Outcome;

        Assert.Equal((InvocationEnd.Failed, InvocationOutcome.UnsupportedOperation, 0), (outcome.End, outcome.ErrorCode, outcome.Attempts));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_simulator_sees_the_client_by_its_application_id(string name)
    {
        await using IStsClient client = await StartAsync(name);
        await SendAsync(client, StsRequest.GetCallerIdentity);

        JsonArray clients = (await _http.GetFromJsonAsync<JsonArray>("/_stssim/clients", CancellationToken))!;

        Assert.Contains(clients, seen => (string?)seen!["applicationId"] == name);
    }

    private async Task<IStsClient> StartAsync(string name)
    {
        ClientKind kind = ClientCatalog.Find(name)!;
        string? missing = kind.Missing();
        Assert.SkipWhen(missing is not null, missing ?? "");
        var setting = new ClientSetting(
            _simulator.Endpoint, "us-east-1", name, ClientCredentials.Example, TimeSpan.FromSeconds(30), Seed: 1, TimeProvider.System);
        return await kind.CreateAsync(setting, CancellationToken);
    }

    private Task<StsReply> SendAsync(IStsClient client, StsRequest request) => client.SendAsync(request, _wire, CancellationToken).AsTask();
}
