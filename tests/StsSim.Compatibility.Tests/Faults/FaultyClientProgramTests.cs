using System.Text.Json.Nodes;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>What clients of other languages make of faults, with three attempts where nothing else is said.</summary>
public abstract class FaultyClientProgramTests<TClient>(TClient client, FaultSimulator simulator) : IClassFixture<TClient>, IAsyncLifetime
    where TClient : StsClient
{
    protected static readonly ClientCall WhoAmI = new("GetCallerIdentity", [], TestWorld.Alice) { MaxAttempts = 3 };

    protected FaultSimulator Simulator => simulator;

    protected TClient Client => client;

    public async ValueTask InitializeAsync() => await simulator.BehaveAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("Throttling", 3)]
    [InlineData("ServiceUnavailable", 3)]
    [InlineData("InternalFailure", 3)]
    [InlineData("ExpiredToken", 1)]
    [InlineData("AccessDenied", 1)]
    public async Task An_error_is_retried_or_not_as_its_code_says(string code, int attempts)
    {
        await simulator.PutEffectAsync($$"""{ "type": "error", "code": "{{code}}" }""");
        ClientAnswer answer = await CallAsync(WhoAmI);
        Assert.Equal((code, attempts), (answer.Error?.Code, answer.Error?.Attempts));
        Assert.Equal((attempts, attempts), await simulator.CountsAsync());
    }

    [Theory]
    [InlineData("idp-unreachable", "IDPCommunicationError", 3)]
    [InlineData("jwks-unreachable", "InvalidIdentityToken", 1)]
    public async Task Failures_of_an_identity_provider_are_retried_where_they_may_pass(string preset, string code, int attempts)
    {
        await simulator.PutFaultAsync("fault", $$"""{ "preset": "{{preset}}" }""");
        var parameters = new JsonObject
        {
            ["RoleArn"] = FaultSimulator.WebRoleArn, ["RoleSessionName"] = "app", ["WebIdentityToken"] = await simulator.TokenAsync(new { subject = "carol" }),
        };
        ClientAnswer answer = await CallAsync(new ClientCall("AssumeRoleWithWebIdentity", parameters, Key: null) { MaxAttempts = 3 });
        Assert.Equal((code, attempts), (answer.Error?.Code, answer.Error?.Attempts));
        Assert.Equal((attempts, attempts), await simulator.CountsAsync());
    }

    [Theory]
    [InlineData("""{ "type": "error", "code": "Throttling" }""")]
    [InlineData("""{ "type": "abort" }""")]
    [InlineData("""{ "type": "abort", "how": "close" }""")]
    [InlineData("""{ "type": "gatewayError" }""")]
    public async Task The_third_attempt_succeeds_where_two_fail(string effect)
    {
        await simulator.PutFaultAsync("fault", $$"""{ "match": { "attempts": [1, 2] }, "effect": {{effect}} }""");
        Assert.NotNull((await CallAsync(WhoAmI)).Result);
        Assert.Equal((2, 2), await simulator.CountsAsync());
    }

    protected Task<ClientAnswer> CallAsync(ClientCall call)
    {
        Assert.SkipWhen(client.MissingBecause is not null, client.MissingBecause ?? "");
        return client.CallAsync(simulator.Endpoint, call);
    }

    protected Task<ClientAnswer> CallAsync(ClientCall call, IReadOnlyDictionary<string, string> environment)
    {
        Assert.SkipWhen(client.MissingBecause is not null, client.MissingBecause ?? "");
        return client.CallAsync(simulator.Endpoint, call, environment);
    }
}
