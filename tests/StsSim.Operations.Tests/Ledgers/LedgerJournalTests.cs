using System.Collections.Concurrent;
using System.Globalization;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Iam.Identities;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Tests.Ledgers;

public sealed class LedgerJournalTests : IDisposable
{
    private static readonly AccountId Account = new(123_456_789_012);

    private readonly StsInstruments _instruments = new();
    private readonly ConcurrentDictionary<string, RecordingLedger> _ledgers = new();
    private readonly LedgerJournal _journal;

    public LedgerJournalTests()
    {
        _journal = new LedgerJournal(KnownGrains.Of((type, key) => _ledgers.GetOrAdd(key, _ => new RecordingLedger())), _instruments);
    }

    [Fact]
    public async Task What_was_recorded_goes_out_as_one_batch_in_order()
    {
        _journal.Issued(Account, "Bob", Session("1"));
        _journal.Throttled(Account, "Bob");
        _journal.Issued(Account, "Bob", Session("2"));
        _journal.Throttled(Account, "Bob");
        _journal.Throttled(Account, "Bob");
        Assert.Empty(_ledgers.Values.SelectMany(ledger => ledger.Batches));

        await _journal.FlushAsync();

        LedgerBatch batch = Assert.Single(LedgerOf("Bob").Batches);
        Assert.Equal([new("Bob", Session("1")), new("Bob", Session("2"))], batch.Issued);
        Assert.Equal([new("Bob", 3L)], batch.Throttled);
        Assert.Equal(1, _instruments.GrainCallCount);
    }

    [Fact]
    public async Task Nothing_new_costs_no_call()
    {
        await _journal.FlushAsync();
        _journal.Issued(Account, "Bob", Session("1"));
        await _journal.FlushAsync();
        await _journal.FlushAsync();

        Assert.Single(LedgerOf("Bob").Batches);
    }

    [Fact]
    public async Task Each_name_goes_to_the_shard_of_its_account_and_name()
    {
        string[] names = [.. Enumerable.Range(0, 100).Select(i => $"user-{i}")];
        AccountId other = new(210_987_654_321);
        foreach (string name in names)
        {
            _journal.Issued(Account, name, Session(name));
            _journal.Throttled(other, name);
        }

        await _journal.FlushAsync();

        foreach (string name in names)
        {
            Assert.Contains(name, LedgerOf(name).IssuedKeys);
            Assert.Equal(0, LedgerOf(name).ThrottledOf(name));
            Assert.Equal(1, LedgerOf(name, other).ThrottledOf(name));
            Assert.DoesNotContain(name, LedgerOf(name, other).IssuedKeys);
        }

        Assert.All(_ledgers.Values, ledger => Assert.Single(ledger.Batches));
    }

    [Fact]
    public async Task A_failed_batch_is_kept_and_told_again_before_what_came_later()
    {
        RecordingLedger ledger = Ledger("Bob");
        ledger.OnRecord = () => throw new TimeoutException("silo lost");
        _journal.Issued(Account, "Bob", Session("1"));
        _journal.Throttled(Account, "Bob");
        await Assert.ThrowsAsync<TimeoutException>(_journal.FlushAsync);

        _journal.Issued(Account, "Bob", Session("2"));
        _journal.Throttled(Account, "Bob");
        await Assert.ThrowsAsync<TimeoutException>(_journal.FlushAsync);
        ledger.OnRecord = () => Task.CompletedTask;
        _journal.Issued(Account, "Bob", Session("3"));
        await _journal.FlushAsync();

        Assert.Equal(["1", "2", "3"], ledger.IssuedKeys);
        Assert.Equal(2, ledger.ThrottledOf("Bob"));
    }

    [Fact]
    public async Task A_flush_waits_for_a_batch_that_is_still_on_its_way()
    {
        RecordingLedger ledger = Ledger("Bob");
        var onItsWay = new TaskCompletionSource();
        ledger.OnRecord = () => onItsWay.Task;
        _journal.Issued(Account, "Bob", Session("1"));
        Task first = _journal.FlushAsync();
        Task second = _journal.FlushAsync(); // has nothing of its own to tell
        Assert.False(second.IsCompleted);

        onItsWay.SetResult();
        await second;

        Assert.True(first.IsCompletedSuccessfully);
        Assert.Equal(["1"], ledger.IssuedKeys);
    }

    [Fact]
    public async Task A_flush_tells_what_an_earlier_one_failed_to()
    {
        RecordingLedger ledger = Ledger("Bob");
        var onItsWay = new TaskCompletionSource();
        ledger.OnRecord = () => onItsWay.Task;
        _journal.Issued(Account, "Bob", Session("1"));
        Task first = _journal.FlushAsync();
        _journal.Issued(Account, "Bob", Session("2"));
        Task second = _journal.FlushAsync();

        ledger.OnRecord = () => Task.CompletedTask;
        onItsWay.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await second;

        Assert.Equal(["1", "2"], ledger.IssuedKeys);
        Assert.Equal(1, ledger.Calls);
    }

    [Fact]
    public async Task A_batch_whose_receipt_was_lost_is_told_again_and_counted_once()
    {
        RecordingLedger ledger = Ledger("Bob");
        ledger.OnReceipt = () => throw new TimeoutException("the answer came too late");
        _journal.Issued(Account, "Bob", Session("1"));
        await Assert.ThrowsAsync<TimeoutException>(_journal.FlushAsync);

        ledger.OnReceipt = () => Task.CompletedTask;
        _journal.Issued(Account, "Bob", Session("2"));
        await _journal.FlushAsync();

        Assert.Equal(["1", "2"], ledger.IssuedKeys);
        Assert.Equal(3, ledger.Told);
    }

    [Fact]
    public async Task A_ledger_that_was_lost_is_told_again_what_it_had_not_stored()
    {
        RecordingLedger ledger = Ledger("Bob");
        ledger.StoresAtOnce = false;
        for (int session = 1; session <= 5; session++)
        {
            _journal.Issued(Account, "Bob", Session($"{session}"));
            await _journal.FlushAsync();
            if (session == 2)
            {
                ledger.Store();
            }
        }

        ledger.Lose();
        Assert.Equal(["1", "2"], ledger.IssuedKeys);
        _journal.Issued(Account, "Bob", Session("6"));
        await _journal.FlushAsync();

        Assert.Equal(["1", "2", "3", "4", "5", "6"], ledger.IssuedKeys);
    }

    [Fact]
    public async Task A_ledger_that_was_lost_is_told_again_though_nothing_new_happens()
    {
        RecordingLedger ledger = Ledger("Bob");
        ledger.StoresAtOnce = false;
        _journal.Issued(Account, "Bob", Session("1"));
        await _journal.FlushAsync();

        ledger.Lose();
        await _journal.ConfirmAsync();
        Assert.Equal(["1"], ledger.IssuedKeys);

        // And without anybody who wants to know, in a second.
        ledger.Lose();
        for (int flush = 0; flush < 4; flush++)
        {
            await _journal.FlushAsync();
        }

        Assert.Equal(["1"], ledger.IssuedKeys);
        ledger.Store();
        await _journal.ConfirmAsync();
        int calls = ledger.Calls;
        await _journal.ConfirmAsync();
        Assert.Equal(calls, ledger.Calls); // stored, and so kept no more
    }

    [Fact]
    public async Task Whatever_is_lost_on_the_way_every_session_is_counted_once()
    {
        RecordingLedger ledger = Ledger("Bob");
        ledger.StoresAtOnce = false;
        var random = new Random(20261127);
        ledger.OnRecord = () => random.Next(5) == 0 ? throw new TimeoutException() : Task.CompletedTask;
        ledger.OnReceipt = () => random.Next(5) == 0 ? throw new TimeoutException() : Task.CompletedTask;
        for (int session = 0; session < 2_000; session++)
        {
            _journal.Issued(Account, "Bob", Session(string.Create(CultureInfo.InvariantCulture, $"{session}")));
            if (random.Next(3) == 0)
            {
                await Record.ExceptionAsync(() => random.Next(2) == 0 ? _journal.FlushAsync() : _journal.ConfirmAsync());
            }

            if (random.Next(20) == 0)
            {
                ledger.Store();
            }

            if (random.Next(20) == 0)
            {
                ledger.Lose();
            }
        }

        (ledger.OnRecord, ledger.OnReceipt) = (() => Task.CompletedTask, () => Task.CompletedTask);
        await _journal.ConfirmAsync();

        Assert.Equal(Enumerable.Range(0, 2_000).Select(session => session.ToString(CultureInfo.InvariantCulture)), ledger.IssuedKeys);
    }

    [Fact]
    public async Task Few_ledgers_are_told_in_each_round_and_thousands_within_eight()
    {
        const int Accounts = 16_000;
        _journal.Issued(Account, "Bob", Session("1"));
        await _journal.TellRoundAsync();
        Assert.Equal(["1"], LedgerOf("Bob").IssuedKeys);

        for (int round = 0; round < 9; round++)
        {
            for (int account = 0; account < Accounts; account++)
            {
                _journal.Issued(new AccountId(account), "Bob", Session($"{account}/{round}"));
            }

            await _journal.TellRoundAsync();
        }

        // A call for each in each round would be 144,000 of them.
        Assert.InRange(_ledgers.Values.Sum(ledger => ledger.Calls), Accounts, 2 * Accounts);
        await _journal.FlushAsync();
        Assert.Equal(9 * Accounts, _ledgers.Values.Sum(ledger => ledger.IssuedKeys.Count()) - 1);
        Assert.All(_ledgers.Values, ledger => Assert.InRange(ledger.Batches.Count, 1, 4));
    }

    [Fact]
    public async Task A_round_tells_again_what_failed_or_was_not_stored_and_then_rests()
    {
        RecordingLedger ledger = Ledger("Bob");
        ledger.OnRecord = () => throw new TimeoutException();
        ledger.StoresAtOnce = false;
        _journal.Issued(Account, "Bob", Session("1"));
        await Assert.ThrowsAsync<TimeoutException>(_journal.TellRoundAsync);
        ledger.OnRecord = () => Task.CompletedTask;
        await _journal.TellRoundAsync();
        Assert.Equal(["1"], ledger.IssuedKeys);

        ledger.Lose();
        await RunRoundsAsync();
        Assert.Equal(["1"], ledger.IssuedKeys);
        ledger.Store();
        await RunRoundsAsync();
        int calls = ledger.Calls;
        await RunRoundsAsync();
        Assert.Equal(calls, ledger.Calls);

        async Task RunRoundsAsync()
        {
            for (int round = 0; round < 5; round++)
            {
                await _journal.TellRoundAsync();
            }
        }
    }

    [Fact]
    public async Task Nothing_is_told_of_an_account_that_was_forgotten()
    {
        _journal.Issued(Account, "Bob", Session("1"));
        _journal.Forget(Account);
        await _journal.TellRoundAsync();
        await _journal.FlushAsync();

        Assert.Empty(_ledgers.Values.SelectMany(ledger => ledger.Batches));
    }

    [Fact]
    public async Task One_shard_that_fails_does_not_keep_the_others_from_telling()
    {
        Ledger("Bob").OnRecord = () => throw new TimeoutException();
        string other = Enumerable.Range(0, 100).Select(i => $"user-{i}").First(name => LedgerKey(name) != LedgerKey("Bob"));
        _journal.Issued(Account, "Bob", Session("1"));
        _journal.Issued(Account, other, Session("2"));

        await Assert.ThrowsAsync<TimeoutException>(_journal.FlushAsync);

        Assert.Equal(["2"], LedgerOf(other).IssuedKeys);
    }

    [Fact]
    public async Task Concurrent_recording_and_flushing_lose_and_double_nothing()
    {
        const int Writers = 8, Each = 5_000;
        Task flushing = Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                await _journal.FlushAsync();
                await Task.Yield();
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                _journal.Issued(Account, $"user-{i % 50}", Session(string.Create(CultureInfo.InvariantCulture, $"{writer}/{i}")));
                _journal.Throttled(Account, $"user-{i % 50}");
            }
        }, TestContext.Current.CancellationToken)));
        await flushing;
        await _journal.FlushAsync();

        string[] issued = [.. _ledgers.Values.SelectMany(ledger => ledger.IssuedKeys)];
        Assert.Equal(Writers * Each, issued.Length);
        Assert.Equal(Writers * Each, issued.Distinct().Count());
        Assert.Equal(Writers * Each, _ledgers.Values.SelectMany(ledger => ledger.Batches).SelectMany(batch => batch.Throttled).Sum(pair => pair.Value));
    }

    public void Dispose() => _instruments.Dispose();

    private static IssuedSession Session(string accessKeyId) => new(accessKeyId, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));

    private static string LedgerKey(string name, AccountId? account = null) =>
        ILedgerShardGrain.KeyOf((account ?? Account).ToString(), ILedgerShardGrain.ShardOf(name));

    private RecordingLedger Ledger(string name) => _ledgers.GetOrAdd(LedgerKey(name), _ => new RecordingLedger());

    private RecordingLedger LedgerOf(string name, AccountId? account = null) => _ledgers[LedgerKey(name, account)];
}
