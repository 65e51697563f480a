using System.Net.Http.Json;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;

namespace StsSim.LoadTests.Tests.Clients.Drivers;

/// <summary>The drivers that come along, each in its process, against a real simulator.</summary>
public sealed class ShippedDriversTests
{
    private const string AccountId = "123456789012";
    private const string RoleArn = $"arn:aws:iam::{AccountId}:role/app";

    public static TheoryData<string> Names => [.. DriverKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_makes_the_calls_of_a_load_test(string name)
    {
        await using ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using IStsClient client = await StartAsync(name, simulator);

        StsReply issued = await SendAsync(client, StsRequest.GetFederationToken("Bob"));
        Assert.Equal((InvocationEnd.Ok, 1, 1, 0), (issued.Outcome.End, issued.Outcome.Attempts, issued.Outcome.Sends, issued.Outcome.Throttles));
        Assert.StartsWith("ASIA", issued.Issued!.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.InRange(issued.Issued.Expiration - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(16));

        StsReply role = await SendAsync(client, StsRequest.AssumeRole(RoleArn, "driver"));
        StsReply again = await SendAsync(client, StsRequest.AssumeRole(RoleArn, "driver") with { Credentials = role.Issued!.Credentials });
        Assert.Equal((InvocationEnd.Ok, null), (again.Outcome.End, again.Outcome.ErrorCode));

        StsReply presigned = await SendAsync(client, StsRequest.GetCallerIdentity with { PresignedForCluster = "cluster" });
        Assert.Equal((InvocationEnd.Ok, null), (presigned.Outcome.End, presigned.Outcome.ErrorCode));

        StsReply[] many = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => SendAsync(client, StsRequest.GetFederationToken($"user-{number}"))));
        Assert.Equal(20, many.Select(reply => reply.Issued!.Credentials.AccessKeyId).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_pod_asks_once_and_again_when_it_has_restarted(string name)
    {
        await using ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using IStsClient client = await StartAsync(name, simulator);

        InvocationOutcome[] uses = [await UseAsync(0), await UseAsync(0), await UseAsync(1), await UseAsync(1)];

        Assert.All(uses, use => Assert.Equal((InvocationEnd.Ok, null), (use.End, use.ErrorCode)));
        Assert.Equal([1, 0, 1, 0], uses.Select(use => use.Attempts));
        Assert.Equal([1, 0, 1, 0], uses.Select(use => use.Calls));

        async Task<InvocationOutcome> UseAsync(int generation) =>
            (await SendAsync(client, StsRequest.UseOfSession(new PodCredentials("pod-1", generation, RoleArn, 3600, TimeScale: 1)))).Outcome;
    }

    [Theory]
    [InlineData("boto3-legacy", 5)]
    [InlineData("boto3-standard", 3)]
    [InlineData("js-standard", 3)]
    [InlineData("dotnet-v3-standard", 3)]
    [InlineData("dotnet-v3-legacy", 5)]
    public async Task Permanent_throttling_is_given_up_after_the_modes_last_attempt(string name, int attempts)
    {
        await using ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        await using IStsClient client = await StartAsync(name, simulator);
        using var http = new HttpClient { BaseAddress = simulator.Endpoint };
        (await http.PutAsJsonAsync(
            $"/_stssim/accounts/{AccountId}/faults/busy",
            new { effect = new { type = "error", code = "Throttling" } },
            TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        InvocationOutcome outcome = (await SendAsync(client, StsRequest.GetFederationToken("Bob"))).Outcome;

        Assert.Equal((InvocationEnd.GivenUp, "Throttling"), (outcome.End, outcome.ErrorCode));
        Assert.Equal((attempts, attempts, attempts), (outcome.Attempts, outcome.Sends, outcome.Throttles));
    }

    private static async Task<IStsClient> StartAsync(string name, ITarget simulator)
    {
        ClientKind kind = ClientCatalog.Find(name)!;
        string? missing = kind.Missing();
        Assert.SkipWhen(missing is not null, missing ?? "");
        var setting = new ClientSetting(
            simulator.Endpoint, "us-east-1", name, ClientCredentials.Example, Timeout: null, Seed: 1, TimeProvider.System);
        return await kind.CreateAsync(setting, TestContext.Current.CancellationToken);
    }

    private static Task<StsReply> SendAsync(IStsClient client, StsRequest request) =>
        client.SendAsync(request, UnwatchedWire.Instance, TestContext.Current.CancellationToken).AsTask();
}
