using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Ledgers;

[Collection(nameof(SimulatorCluster))]
public sealed class LedgerShardGrainTests(SimulatorCluster cluster)
{
    // Test suites make and delete roles and users by the thousand; an id never comes back, and nobody can ask for it.
    [Fact]
    public async Task Records_of_roles_and_users_that_are_no_more_are_dropped_in_time()
    {
        string id = await cluster.NewAccountAsync();
        await cluster.Client.GetGrain<IAccountGrain>(id).Provision(
            new AccountDefinition
            {
                AccountId = id,
                Users = [new UserDefinition { Name = "a", Path = "/", UserId = "AIDALIVING" }],
                Roles = [new RoleDefinition { Name = "r", Path = "/", RoleId = "AROALIVING", TrustPolicy = "{}" }],
            },
            AccountQuotas.Aws);
        string[] living = [SessionHolder.Role("AROALIVING"), SessionHolder.User("AIDALIVING"), SessionHolder.Root, SessionHolder.FederatedUser("Bob")];
        ILedgerShardGrain ledger = cluster.Client.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(id, 0));
        await ledger.TellAsync(Batch([.. living, SessionHolder.Role("AROAGONE"), SessionHolder.User("AIDAGONE")]));
        Assert.Equal(1, (await ledger.Read(SessionHolder.Role("AROAGONE"))).Issued);

        for (int round = 1; round <= 6; round++)
        {
            await ledger.TellAsync(Batch([.. Enumerable.Range(0, 1000).Select(role => SessionHolder.Role($"AROA{round}X{role}"))]));
        }

        Assert.Equal(0, (await ledger.Read(SessionHolder.Role("AROAGONE"))).Issued);
        Assert.Equal(0, (await ledger.Read(SessionHolder.User("AIDAGONE"))).Issued);
        Assert.Equal(0, (await ledger.Read(SessionHolder.Role("AROA1X999"))).Issued);
        foreach (string holder in living)
        {
            Assert.Equal(1, (await ledger.Read(holder)).Issued);
        }
    }

    private LedgerBatch Batch(params string[] holders)
    {
        DateTimeOffset now = cluster.Clock.GetUtcNow();
        return new LedgerBatch([.. holders.Select(holder => KeyValuePair.Create(holder, new IssuedSession("ASIA", now, now.AddHours(1))))], []);
    }
}
