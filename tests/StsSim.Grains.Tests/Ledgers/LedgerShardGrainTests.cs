using System.Globalization;
using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Tests.Ledgers;

/// <summary>Names of federated users may be made up for ever, and ids of roles and users never come back: what a ledger lets go.</summary>
[Collection(nameof(SimulatorCluster))]
public sealed class LedgerShardGrainTests(SimulatorCluster cluster)
{
    private const int Remembered = 4096;

    // The time decides nothing: it ends a run in which nothing is let go.
    [Fact(Timeout = 120_000)]
    public async Task Of_holders_whose_sessions_are_over_those_that_ended_last_are_remembered_and_all_are_counted()
    {
        ILedgerShardGrain ledger = await NewLedgerAsync();
        await ledger.TellAsync(Batch(TimeSpan.FromHours(3), "Living"));
        for (int round = 1; round <= 6; round++)
        {
            await ledger.TellAsync(Batch(TimeSpan.FromMinutes(10 * round), Names(round, 1000)));
        }

        var all = new LedgerTotals(Issued: 6001, Active: 6001, Expired: 0, Revoked: 0, Throttled: 0);
        Assert.Equal(all, await ledger.ReadTotals());
        cluster.Clock.Advance(TimeSpan.FromHours(2));

        while ((await ledger.Read("1-999")).Issued > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }

        Assert.Equal(all with { Active = 1, Expired = 6000 }, await ledger.ReadTotals());
        int remembered = 0;
        for (int round = 1; round <= 6; round++)
        {
            foreach (string name in Names(round, 1000))
            {
                bool isRemembered = (await ledger.Read(name)).Expired == 1;
                remembered += isRemembered ? 1 : 0;
                Assert.True(isRemembered || round <= 2, $"{name} ended later than those that are remembered");
            }
        }

        Assert.Equal(Remembered - 1, remembered);
        Assert.Equal(1, (await ledger.Read("Living")).Active);
    }

    [Fact(Timeout = 120_000)]
    public async Task Nobody_is_let_go_who_has_an_active_session_or_was_just_revoked()
    {
        ILedgerShardGrain ledger = await NewLedgerAsync();
        string[] living = Names(1, Remembered + 500);
        await ledger.TellAsync(Batch(TimeSpan.FromHours(3), living));
        await ledger.TellAsync(Batch(TimeSpan.FromMinutes(10), [.. Names(2, 100), "Revoked"]));
        await ledger.Revoke("Revoked", cluster.Clock.GetUtcNow());
        cluster.Clock.Advance(TimeSpan.FromMinutes(30));
        while ((await ledger.Read("2-0")).Issued > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }

        // What was issued before it was revoked and is told only now is revoked as well.
        DateTimeOffset before = cluster.Clock.GetUtcNow() - TimeSpan.FromMinutes(40);
        await ledger.TellAsync(new LedgerBatch([new("Revoked", new IssuedSession("ASIA", before, before.AddHours(2)))], []));
        Assert.Equal((2, 2), ((await ledger.Read("Revoked")).Issued, (await ledger.Read("Revoked")).Revoked));
        Assert.Equal(living.Length, (await ledger.ReadTotals()).Active);
        foreach (string name in living)
        {
            Assert.Equal(1, (await ledger.Read(name)).Active);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_ledger_begun_anew_counts_forgotten_holders_no_more()
    {
        ILedgerShardGrain ledger = await NewLedgerAsync();
        await ledger.TellAsync(Batch(TimeSpan.FromMinutes(10), Names(1, Remembered + 10)));
        cluster.Clock.Advance(TimeSpan.FromHours(1));
        while ((await ledger.Read("1-0")).Issued + (await ledger.Read("1-4105")).Issued == 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }

        Assert.Equal(Remembered + 10, (await ledger.ReadTotals()).Expired);
        await ledger.Clear();
        Assert.Equal(default, await ledger.ReadTotals());
    }

    private static string[] Names(int round, int count) =>
        [.. Enumerable.Range(0, count).Select(name => string.Create(CultureInfo.InvariantCulture, $"{round}-{name}"))];

    private async Task<ILedgerShardGrain> NewLedgerAsync() =>
        cluster.Client.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(await cluster.NewAccountAsync(), 0));

    private LedgerBatch Batch(TimeSpan lifetime, params string[] holders)
    {
        DateTimeOffset now = cluster.Clock.GetUtcNow();
        return new LedgerBatch([.. holders.Select(holder => KeyValuePair.Create(holder, new IssuedSession("ASIA", now, now + lifetime)))], []);
    }
}
