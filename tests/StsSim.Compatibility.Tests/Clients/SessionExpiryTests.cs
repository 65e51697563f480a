using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>What a client makes of a session that has come to its end.</summary>
public abstract class SessionExpiryTests<TClient>(TClient client, LateClockSimulator simulator) : IClassFixture<TClient>
    where TClient : StsClient
{
    [Fact]
    public async Task A_session_that_has_ended_is_an_ExpiredToken()
    {
        Assert.SkipWhen(client.MissingBecause is not null, client.MissingBecause ?? "");
        ClientKey session = (await simulator.SendAsync(ClientWorld.Administrator, "GetSessionToken", "DurationSeconds=900")).Credentials();
        var call = new ClientCall("GetCallerIdentity", [], session) { MaxAttempts = 2 };
        Assert.NotNull((await client.CallAsync(simulator.Endpoint, call)).Result);

        simulator.Clock.Advance(TimeSpan.FromSeconds(900));
        ClientError? error = (await client.CallAsync(simulator.Endpoint, call)).Error;
        Assert.NotNull(error);
        var expected = new ExpectedRefusal(403, "ExpiredToken", "The security token included in the request is expired");
        (string errorType, string code) = client.Raises(expected);
        Assert.Equal(new ClientError(errorType, code, expected.Message, expected.Status, Attempts: 1), error);
    }
}
