using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Iam.Identities;
using StsSim.Operations.Cluster;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests.Ledgers;

namespace StsSim.Operations.Tests.Cluster;

public sealed class ClusterLinkTests : IDisposable
{
    private const string Leased = "812345678901";

    private readonly StsInstruments _instruments = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ClusterContact _contact;

    public ClusterLinkTests() => _contact = new ClusterContact(_clock);

    [Fact]
    public async Task A_gateway_joins_before_it_reads_and_leaves_at_the_end()
    {
        var cluster = new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(3)));
        ClusterLink link = LinkTo(cluster);
        Assert.Throws<InvalidOperationException>(() => link.Environment);

        await link.JoinAsync();
        Assert.Equal(3, link.Environment.Version);
        await link.LeaveAsync();

        Assert.Equal(["Join", "GetSnapshot", "Leave"], cluster.Calls);
    }

    // The directory knows it from the first attempt on: whether it has caught up, only the gateway can tell.
    [Fact]
    public async Task A_gateway_that_joined_and_could_not_read_catches_up_when_it_renews_its_membership()
    {
        var cluster = new ScriptedEnvironment(Task.FromException<EnvironmentSnapshot>(new TimeoutException()));
        ClusterLink link = LinkTo(cluster);
        await Assert.ThrowsAsync<TimeoutException>(link.JoinAsync);
        (cluster.IsNew, cluster.Environment) = (false, Task.FromResult(ScriptedEnvironment.Snapshot(3)));

        await link.JoinAsync();
        Assert.Equal(3, link.Environment.Version);
        await link.JoinAsync();

        Assert.Equal(["Join", "GetSnapshot", "Join", "GetSnapshot", "Join"], cluster.Calls);
    }

    // It was off the directory, and the call whose answer was lost put it there: nothing else will tell it that it missed something.
    [Fact]
    public async Task A_gateway_that_did_not_hear_whether_it_was_on_the_directory_catches_up()
    {
        var cluster = new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(3)));
        ClusterLink link = LinkTo(cluster);
        await link.JoinAsync();
        (cluster.LosesAnswer, cluster.Environment) = (true, Task.FromResult(ScriptedEnvironment.Snapshot(4)));
        await Assert.ThrowsAsync<TimeoutException>(link.JoinAsync);
        (cluster.LosesAnswer, cluster.IsNew) = (false, false);

        await link.JoinAsync();

        Assert.Equal(4, link.Environment.Version);
    }

    [Fact]
    public async Task A_gateway_that_hears_nothing_of_the_cluster_for_a_while_goes_by_nothing_it_holds()
    {
        var cluster = new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(3)));
        ClusterLink link = LinkTo(cluster);
        Assert.False(_contact.IsCurrent);
        await link.JoinAsync();
        Assert.True(_contact.IsCurrent);

        _clock.Advance(ClusterContact.Longest - TimeSpan.FromMilliseconds(1));
        Assert.True(_contact.IsCurrent);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(_contact.IsCurrent);

        // Found off the directory: what was pushed meanwhile has passed it by, and is read before it goes on.
        (cluster.IsNew, cluster.Environment) = (true, Task.FromException<EnvironmentSnapshot>(new TimeoutException()));
        await Assert.ThrowsAsync<TimeoutException>(link.JoinAsync);
        Assert.False(_contact.IsCurrent);
        cluster.Environment = Task.FromResult(ScriptedEnvironment.Snapshot(4));
        await link.JoinAsync();
        Assert.Equal((true, 4), (_contact.IsCurrent, link.Environment.Version));

        await link.LeaveAsync();
        Assert.False(_contact.IsCurrent);
    }

    // Who lets a failure through is taken for dead and told of no change until it joins again, which it serves stale until then.
    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OrleansException))]
    public async Task A_ledger_that_cannot_be_told_is_no_fault_of_the_gateway(Type failure)
    {
        var ledger = new RecordingLedger { OnRecord = () => throw (Exception)Activator.CreateInstance(failure)! };
        IGrainFactory grains = KnownGrains.Of(ledger);
        var journal = new LedgerJournal(grains, _instruments);
        ClusterLink link = LinkTo(grains, journal);
        journal.Issued(AccountId.Parse(Leased), "Bob", new IssuedSession("ASIA", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        await link.FlushLedgers();
        Assert.Empty(ledger.Batches);
        ledger.OnRecord = () => Task.CompletedTask;
        await link.FlushLedgers();

        Assert.Equal(["ASIA"], ledger.IssuedKeys);
    }

    [Fact]
    public async Task A_gateway_leaves_the_directory_though_its_last_words_are_not_heard()
    {
        var ledger = new RecordingLedger { OnRecord = () => throw new TimeoutException() };
        var cluster = new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(3)));
        IGrainFactory grains = KnownGrains.Of((type, _) => type == typeof(ILedgerShardGrain) ? ledger : cluster);
        var journal = new LedgerJournal(grains, _instruments);
        ClusterLink link = LinkTo(grains, journal);
        await link.JoinAsync();
        journal.Issued(AccountId.Parse(Leased), "Bob", new IssuedSession("ASIA", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        await Assert.ThrowsAsync<TimeoutException>(link.LeaveAsync);

        Assert.Equal("Leave", cluster.Calls.Last());
    }

    [Fact]
    public async Task A_push_that_overtakes_the_first_snapshot_wins()
    {
        var loading = new TaskCompletionSource<EnvironmentSnapshot>();
        ClusterLink link = LinkTo(new ScriptedEnvironment(loading.Task));
        Task joining = link.JoinAsync();

        await link.EnvironmentChanged(ScriptedEnvironment.Snapshot(2));
        loading.SetResult(ScriptedEnvironment.Snapshot(1));
        await joining;

        Assert.Equal(2, link.Environment.Version);
    }

    [Fact]
    public async Task Leased_accounts_come_and_go_a_step_at_a_time_without_reading_anything()
    {
        var cluster = new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(3)));
        ClusterLink link = LinkTo(cluster);
        await link.JoinAsync();

        await link.LeasedAccountChanged(new LeasedAccountUpdate(4, Leased, Exists: true));
        Assert.True(link.Environment.Exists(AccountId.Parse(Leased)));
        await link.LeasedAccountChanged(new LeasedAccountUpdate(5, Leased, Exists: false));

        Assert.False(link.Environment.Exists(AccountId.Parse(Leased)));
        Assert.Equal(5, link.Environment.Version);
        await link.LeasedAccountChanged(new LeasedAccountUpdate(4, Leased, Exists: true)); // heard before
        Assert.False(link.Environment.Exists(AccountId.Parse(Leased)));
        Assert.Equal(["Join", "GetSnapshot"], cluster.Calls);
    }

    [Fact]
    public async Task A_missed_step_is_made_good_by_reading_anew()
    {
        var cluster = new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(3)));
        ClusterLink link = LinkTo(cluster);
        await link.JoinAsync();
        cluster.Environment = Task.FromResult(ScriptedEnvironment.Snapshot(5) with { AccountIds = new HashSet<string> { Leased }, LeasedAccountIds = new HashSet<string> { Leased } });

        await link.LeasedAccountChanged(new LeasedAccountUpdate(5, "899999999999", Exists: false));

        Assert.Equal(5, link.Environment.Version);
        Assert.True(link.Environment.Exists(AccountId.Parse(Leased)));
        Assert.Equal(1, link.Environment.LeasedCount);
        Assert.Equal(["Join", "GetSnapshot", "GetSnapshot"], cluster.Calls);
    }

    // The snapshot under way is older than the step, which must not be lost between the two.
    [Fact]
    public async Task A_step_that_overtakes_the_first_snapshot_is_not_lost()
    {
        var loading = new TaskCompletionSource<EnvironmentSnapshot>();
        var cluster = new ScriptedEnvironment(loading.Task);
        ClusterLink link = LinkTo(cluster);
        Task joining = link.JoinAsync();
        cluster.Environment = Task.FromResult(ScriptedEnvironment.Snapshot(4) with { LeasedAccountIds = new HashSet<string> { Leased } });

        await link.LeasedAccountChanged(new LeasedAccountUpdate(4, Leased, Exists: true));
        loading.SetResult(ScriptedEnvironment.Snapshot(3));
        await joining;

        Assert.True(link.Environment.Exists(AccountId.Parse(Leased)));
    }

    [Fact]
    public async Task However_pushes_race_the_newest_stays()
    {
        for (int round = 0; round < 200; round++)
        {
            ClusterLink link = LinkTo(new ScriptedEnvironment(Task.FromResult(ScriptedEnvironment.Snapshot(0))));
            using var start = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(1, 4).Select(version => Task.Factory.StartNew(
                () =>
                {
                    EnvironmentSnapshot snapshot = ScriptedEnvironment.Snapshot(version);
                    start.SignalAndWait();
                    link.EnvironmentChanged(snapshot);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            Assert.Equal(4, link.Environment.Version);
        }
    }

    [Theory]
    [InlineData("AKIARZPUZDIKKVJVIU2T", "123456789012")] // says so itself
    [InlineData("AKIAIOSFODNN7EXAMPLE", "210987654321")] // listed
    [InlineData("AKIARZPUZDIKGB2VALC4", "210987654321")] // listed, whatever it says
    [InlineData("AKIAY34FZKBOKMUTVV7A", null)] // says an account that does not exist
    [InlineData("AKIAI44QH8DHBEXAMPLE", null)]
    [InlineData("", null)]
    public void The_account_of_a_key_is_the_listed_one_or_else_the_one_it_names(string accessKeyId, string? account) =>
        Assert.Equal(account, new ClusterEnvironment(ScriptedEnvironment.Snapshot(1)).AccountOf(accessKeyId)?.ToString());

    [Fact]
    public void The_environment_knows_who_exists()
    {
        var environment = new ClusterEnvironment(ScriptedEnvironment.Snapshot(1));

        Assert.True(environment.Exists(new AccountId(123_456_789_012)));
        Assert.False(environment.Exists(new AccountId(1)));
        Assert.Equal(new AccountId(123_456_789_012), environment.DefaultAccount);
    }

    public void Dispose() => _instruments.Dispose();

    private ClusterLink LinkTo(ScriptedEnvironment cluster)
    {
        IGrainFactory grains = KnownGrains.Of(cluster);
        return LinkTo(grains, new LedgerJournal(grains, _instruments));
    }

    private ClusterLink LinkTo(IGrainFactory grains, LedgerJournal journal) =>
        new ClusterLinkBuilder(grains, _instruments) { Journal = journal, Contact = _contact }.Build();
}
