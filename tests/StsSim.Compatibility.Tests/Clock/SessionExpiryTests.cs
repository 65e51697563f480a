using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Clock;

public sealed class SessionExpiryTests(WoundClockSimulator simulator) : IClassFixture<WoundClockSimulator>
{
    [Theory]
    [InlineData("GetFederationToken", "Name=Mayfly&DurationSeconds=900")]
    [InlineData("GetSessionToken", "DurationSeconds=900")]
    public async Task A_session_of_900_seconds_works_at_899_and_is_expired_at_900(string action, string parameters)
    {
        WireAnswer issued = await simulator.CallAsync(TestWorld.Alice, action, parameters);
        ClientKey session = issued.Credentials();
        Assert.Equal(simulator.Now.AddSeconds(900), issued.Expiration);

        simulator.Clock.Advance(TimeSpan.FromSeconds(899));
        (await simulator.CallAsync(session, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");

        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        (await simulator.CallAsync(session, "GetCallerIdentity"))
            .IsRefusal(403, "ExpiredToken", "The security token included in the request is expired");

        simulator.Clock.Advance(TimeSpan.FromDays(2));
        (await simulator.CallAsync(session, "GetCallerIdentity"))
            .IsRefusal(403, "ExpiredToken", "The security token included in the request is expired");

        simulator.Clock.Advance(TimeSpan.FromDays(40));
        (await simulator.CallAsync(session, "GetCallerIdentity"))
            .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        (await simulator.CallAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
    }

    [Fact]
    public async Task Sessions_expire_each_at_its_own_time_and_the_ledger_counts_them()
    {
        ClientKey brief = (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Counted&DurationSeconds=900")).Credentials();
        ClientKey lasting = (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Counted&DurationSeconds=1800")).Credentials();
        Assert.Equal((2, 2, 0), await CountsAsync("Counted"));

        simulator.Clock.Advance(TimeSpan.FromSeconds(899));
        Assert.Equal((2, 2, 0), await CountsAsync("Counted"));

        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((2, 1, 1), await CountsAsync("Counted"));
        Assert.Equal("ExpiredToken", (await simulator.CallAsync(brief, "GetCallerIdentity")).Code);
        (await simulator.CallAsync(lasting, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");

        simulator.Clock.Advance(TimeSpan.FromSeconds(900));
        Assert.Equal((2, 0, 2), await CountsAsync("Counted"));
        Assert.Equal("ExpiredToken", (await simulator.CallAsync(lasting, "GetCallerIdentity")).Code);
    }

    [Fact]
    public async Task The_ledger_names_the_last_sessions_with_their_times()
    {
        DateTimeOffset issuedAt = simulator.Now;
        ClientKey first = (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Listed&DurationSeconds=900")).Credentials();
        ClientKey second = (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Listed&DurationSeconds=1000")).Credentials();

        FederatedUserLedger ledger = await simulator.LedgerOfAsync("Listed");

        Assert.Equal("arn:aws:sts::123456789012:federated-user/Listed", ledger.Arn);
        Assert.Equal(
            [
                new LedgerSession(second.AccessKeyId, issuedAt, issuedAt.AddSeconds(1000)),
                new LedgerSession(first.AccessKeyId, issuedAt, issuedAt.AddSeconds(900)),
            ],
            ledger.Sessions);
    }

    private async Task<(long Issued, long Active, long Expired)> CountsAsync(string name)
    {
        FederatedUserLedger ledger = await simulator.LedgerOfAsync(name);
        return (ledger.Issued, ledger.Active, ledger.Expired);
    }
}
