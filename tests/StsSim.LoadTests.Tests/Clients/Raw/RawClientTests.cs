using System.Net.Http.Json;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

/// <summary>Against a real simulator, which verifies every signature.</summary>
public sealed class RawClientTests : IAsyncLifetime
{
    private const string AccountId = "123456789012";
    private const string RoleArn = $"arn:aws:iam::{AccountId}:role/app";

    private ITarget _simulator = null!;
    private RawClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        _client = new RawClient(SettingWith(ClientCredentials.Example));
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    [Theory]
    [InlineData("Bob")]
    [InlineData("a=b,c.d@e-f_g")]
    public async Task A_federation_token_is_issued(string name)
    {
        StsReply reply = await SendAsync(StsRequest.GetFederationToken(name));

        Assert.Equal((InvocationEnd.Ok, 1, 1, 0), (reply.Outcome.End, reply.Outcome.Attempts, reply.Outcome.Sends, reply.Outcome.Throttles));
        Assert.StartsWith("ASIA", reply.Issued!.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal(reply.Outcome.AccessKeyId, reply.Issued.Credentials.AccessKeyId);
        Assert.InRange(reply.Issued.Expiration - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(16));
    }

    [Fact]
    public async Task A_policy_with_every_kind_of_letter_is_signed_as_it_is_sent()
    {
        StsRequest request = StsRequest.GetFederationToken("Bob") with
        {
            Policy = """{"Version": "2012-10-17", "Statement": [{"Sid": "A1", "Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::büro~ *+%/?&=\u20ac/*"}]}""",
        };

        Assert.Equal((InvocationEnd.Ok, null), EndOf(await SendAsync(request)));
    }

    [Fact]
    public async Task A_session_signs_what_comes_after_it()
    {
        StsReply role = await SendAsync(StsRequest.AssumeRole(RoleArn, "raw"));
        ClientCredentials session = role.Issued!.Credentials;

        Assert.Equal((InvocationEnd.Ok, null), EndOf(await SendAsync(StsRequest.GetCallerIdentity with { Credentials = session })));
        Assert.Equal((InvocationEnd.Ok, null), EndOf(await SendAsync(StsRequest.AssumeRole(RoleArn, "again") with { Credentials = session })));
        Assert.Equal((InvocationEnd.Ok, null), EndOf(await SendAsync(StsRequest.GetCallerIdentity with { Credentials = session, PresignedForCluster = "cluster" })));
    }

    [Fact]
    public async Task Other_operations_are_spoken_too()
    {
        using var control = new ControlApi(_simulator.Endpoint, adminToken: null);
        string token = await control.MintTokenAsync(TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken);

        Assert.Equal((InvocationEnd.Ok, null), EndOf(await SendAsync(StsRequest.GetSessionToken())));
        Assert.Equal((InvocationEnd.Ok, null), EndOf(await SendAsync(StsRequest.GetCallerIdentity)));
        Assert.Equal((InvocationEnd.Ok, null), EndOf(await SendAsync(StsRequest.GetCallerIdentity with { PresignedForCluster = "my-cluster" })));
        Assert.Equal(
            (InvocationEnd.Ok, null),
            EndOf(await SendAsync(StsRequest.AssumeRoleWithWebIdentity($"arn:aws:iam::{AccountId}:role/web", "raw", token))));
    }

    [Fact]
    public async Task Many_calls_at_once_get_a_session_each()
    {
        StsReply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(number => SendAsync(StsRequest.GetFederationToken($"user-{number}"))));

        Assert.Equal(64, replies.Select(reply => reply.Issued!.Credentials.AccessKeyId).Distinct().Count());
    }

    [Fact]
    public async Task Throttling_is_not_retried()
    {
        using var http = new HttpClient { BaseAddress = _simulator.Endpoint };
        (await http.PutAsJsonAsync(
            $"/_stssim/accounts/{AccountId}/quotas",
            new { @default = new { requestsPerSecond = 1, burst = 1 } },
            TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        List<StsReply> replies = [];
        for (int call = 0; call < 10; call++)
        {
            replies.Add(await SendAsync(StsRequest.GetFederationToken("Bob")));
        }

        StsReply refused = replies.First(reply => reply.Outcome.End != InvocationEnd.Ok);
        Assert.Equal((InvocationEnd.GivenUp, "Throttling"), EndOf(refused));
        Assert.Equal((1, 1), (refused.Outcome.Attempts, refused.Outcome.Throttles));
    }

    [Fact]
    public async Task A_wrong_secret_is_a_failure_under_its_code()
    {
        await using var client = new RawClient(SettingWith(ClientCredentials.Example with { SecretAccessKey = "wrong" }));

        StsReply reply = await client.SendAsync(StsRequest.GetCallerIdentity, UnwatchedWire.Instance, TestContext.Current.CancellationToken);

        Assert.Equal((InvocationEnd.Failed, "SignatureDoesNotMatch"), EndOf(reply));
    }

    private static (InvocationEnd End, string? Code) EndOf(StsReply reply) => (reply.Outcome.End, reply.Outcome.ErrorCode);

    private Task<StsReply> SendAsync(StsRequest request) =>
        _client.SendAsync(request, UnwatchedWire.Instance, TestContext.Current.CancellationToken).AsTask();

    private ClientSetting SettingWith(ClientCredentials credentials) =>
        new(_simulator.Endpoint, "eu-west-1", "raw", credentials, Timeout: null, Seed: 1, TimeProvider.System);
}
