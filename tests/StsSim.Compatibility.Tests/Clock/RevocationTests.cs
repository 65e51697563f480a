using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Clock;

public sealed class RevocationTests(WoundClockSimulator simulator) : IClassFixture<WoundClockSimulator>
{
    [Fact]
    public async Task Revoking_ends_the_sessions_of_one_name_issued_so_far()
    {
        ClientKey[] revoked =
        [
            (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Mallory")).Credentials(),
            (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Mallory")).Credentials(),
        ];
        ClientKey other = (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Trent")).Credentials();
        simulator.Clock.Advance(TimeSpan.FromMilliseconds(10));

        Assert.Equal(2, await simulator.RevokeAsync("Mallory"));

        foreach (ClientKey key in revoked)
        {
            (await simulator.CallAsync(key, "GetCallerIdentity"))
                .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        }

        (await simulator.CallAsync(other, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        FederatedUserLedger ledger = await simulator.LedgerOfAsync("Mallory");
        Assert.Equal((2, 0, 0, 2), (ledger.Issued, ledger.Active, ledger.Expired, ledger.Revoked));
    }

    [Fact]
    public async Task A_session_issued_after_the_revocation_works_and_counts()
    {
        await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Phoenix");
        Assert.Equal(1, await simulator.RevokeAsync("Phoenix"));
        simulator.Clock.Advance(TimeSpan.FromMilliseconds(10));

        ClientKey again = (await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=Phoenix")).Credentials();

        (await simulator.CallAsync(again, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        FederatedUserLedger ledger = await simulator.LedgerOfAsync("Phoenix");
        Assert.Equal((2, 1, 0, 1), (ledger.Issued, ledger.Active, ledger.Expired, ledger.Revoked));
    }

    [Fact]
    public async Task What_has_expired_cannot_be_revoked()
    {
        await simulator.CallAsync(TestWorld.Alice, "GetFederationToken", "Name=TooLate&DurationSeconds=900");
        simulator.Clock.Advance(TimeSpan.FromSeconds(900));

        Assert.Equal(0, await simulator.RevokeAsync("TooLate"));
        FederatedUserLedger ledger = await simulator.LedgerOfAsync("TooLate");
        Assert.Equal((1, 0, 1, 0), (ledger.Issued, ledger.Active, ledger.Expired, ledger.Revoked));
    }
}
