using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Tests.Ledgers;

/// <summary>Ledgers are written behind: what a lost silo takes with it, and what not.</summary>
public sealed class LostLedgerTests : IAsyncLifetime
{
    private readonly Guid _journal = Guid.NewGuid();
    private DurableCluster? _cluster;

    private ILedgerShardGrain Ledger => _cluster!.Client.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf("123456789012", 0));

    public async ValueTask InitializeAsync() => _cluster = await DurableCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster!.DisposeAsync();

    // The time decides nothing: it ends a run in which nothing goes on.
    [Fact(Timeout = 120_000)]
    public async Task What_was_stored_is_there_and_the_rest_is_counted_once_when_it_is_told_again()
    {
        Assert.Equal(new LedgerReceipt(Applied: 2, Stored: 0), await TellAsync(from: 1, "Ann", "Bob"));
        LedgerReceipt receipt = default;
        while (receipt.Stored < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            receipt = await TellAsync(from: 3);
        }

        await TellAsync(from: 3, "Ann", "Cyd");
        await KillAsync();

        Assert.Equal("1 1 0", await IssuedAsync("Ann", "Bob", "Cyd"));
        Assert.Equal(2, (await TellAsync(from: 5, "Dan")).Applied); // one that follows on none is not counted
        Assert.Equal(5, (await TellAsync(from: 2, "Bob", "Ann", "Cyd", "Dan")).Applied);
        Assert.Equal("2 1 1 1", await IssuedAsync("Ann", "Bob", "Cyd", "Dan"));
        SessionLedger ann = await Ledger.Read("Ann");
        Assert.Equal((2, 2), (ann.Issued, ann.Active));
        _cluster!.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, (await Ledger.Read("Ann")).Active);
    }

    [Fact]
    public async Task What_a_journal_keeps_no_more_is_not_waited_for()
    {
        LedgerReport report = Report(from: 58, "Ann") with { FirstKept = 58 };

        Assert.Equal(58, (await Ledger.Record(report)).Applied);
        Assert.Equal(58, (await Ledger.Record(report)).Applied);
        Assert.Equal("1", await IssuedAsync("Ann"));
    }

    [Fact]
    public async Task A_revocation_that_was_acknowledged_stays()
    {
        await TellAsync(from: 1, "Ann", "Ann");
        Assert.Equal(2, await Ledger.Revoke("Ann", _cluster!.Clock.GetUtcNow()));

        await KillAsync();

        SessionLedger ann = await Ledger.Read("Ann");
        Assert.Equal((2, 0, 2), (ann.Issued, ann.Active, ann.Revoked));
    }

    [Fact]
    public async Task A_ledger_begun_anew_does_not_count_again_what_was_told_before()
    {
        await TellAsync(from: 1, "Ann", "Bob");
        await Ledger.Clear();
        await KillAsync();

        Assert.Equal(3, (await TellAsync(from: 1, "Ann", "Bob", "Cyd")).Applied);
        Assert.Equal("0 0 1", await IssuedAsync("Ann", "Bob", "Cyd"));
    }

    private async Task<string> IssuedAsync(params string[] holders)
    {
        var issued = new List<long>();
        foreach (string holder in holders)
        {
            issued.Add((await Ledger.Read(holder)).Issued);
        }

        return string.Join(' ', issued);
    }

    private async Task<LedgerReceipt> TellAsync(long from, params string[] holders) => await Ledger.Record(Report(from, holders));

    // A batch a session.
    private LedgerReport Report(long from, params string[] holders)
    {
        DateTimeOffset now = _cluster!.Clock.GetUtcNow();
        return new LedgerReport(
            _journal,
            FirstKept: 1,
            from,
            [.. holders.Select(holder => new LedgerBatch([new(holder, new IssuedSession("ASIA", now, now.AddHours(1)))], []))]);
    }

    private async Task KillAsync()
    {
        await _cluster!.KillHostOfAsync(Ledger);
        await DurableCluster.EventuallyAsync(() => Ledger.ReadTotals().AsTask());
    }
}
