using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Ledgers;

[Collection(nameof(SimulatorCluster))]
public sealed class FederatedUserGrainTests(SimulatorCluster cluster)
{
    [Fact]
    public async Task A_user_nobody_has_met_exists_and_has_no_sessions()
    {
        SessionLedger ledger = await UserOf(await cluster.NewAccountAsync(), "Nobody").GetLedger();

        Assert.Equal((0, 0, 0, 0, 0), (ledger.Issued, ledger.Active, ledger.Expired, ledger.Revoked, ledger.Throttled));
        Assert.Empty(ledger.Sessions);
    }

    [Fact]
    public async Task Sessions_are_active_until_they_expire()
    {
        string account = await cluster.NewAccountAsync();
        await RecordAsync(account, "Bob", Session(900), Session(1800), Session(1800));

        Assert.Equal((3, 3, 0), await CountsAsync(account, "Bob"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(900));
        Assert.Equal((3, 2, 1), await CountsAsync(account, "Bob"));
        cluster.Clock.Advance(TimeSpan.FromSeconds(900));
        Assert.Equal((3, 0, 3), await CountsAsync(account, "Bob"));
    }

    [Fact]
    public async Task An_accounts_active_sessions_are_those_of_all_its_holders()
    {
        string account = await cluster.NewAccountAsync();
        await RecordAsync(account, "Bob", Session(900), Session(1800));
        await RecordAsync(account, "Carol", Session(1800));

        Assert.Equal(3, (await ILedgerShardGrain.ReadTotalsAsync(cluster.Client, account)).Active);
        cluster.Clock.Advance(TimeSpan.FromSeconds(900));
        Assert.Equal(2, (await ILedgerShardGrain.ReadTotalsAsync(cluster.Client, account)).Active);
        await UserOf(account, "Bob").RevokeSessions();
        Assert.Equal(1, (await ILedgerShardGrain.ReadTotalsAsync(cluster.Client, account)).Active);
    }

    [Fact]
    public async Task The_last_ten_sessions_are_remembered_newest_first()
    {
        string account = await cluster.NewAccountAsync();
        IssuedSession[] sessions = [.. Enumerable.Range(0, 25).Select(_ => Session(900))];
        await RecordAsync(account, "Bob", sessions);

        SessionLedger ledger = await UserOf(account, "Bob").GetLedger();

        Assert.Equal(25, ledger.Issued);
        Assert.Equal(sessions.Reverse().Take(10), ledger.Sessions);
    }

    [Fact]
    public async Task Reading_makes_every_gateway_tell_first()
    {
        string account = await cluster.NewAccountAsync();
        var gateway = new RecordingGateway { OnFlush = () => RecordAsync(account, "Late", Session(900)) };
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);

        SessionLedger ledger = await UserOf(account, "Late").GetLedger();

        Assert.Equal(1, ledger.Issued);
    }

    [Fact]
    public async Task Revocation_ends_what_was_issued_and_nothing_later()
    {
        string account = await cluster.NewAccountAsync();
        IssuedSession untold = Session(900);
        await RecordAsync(account, "Bob", Session(900), Session(900));

        Assert.Equal(2, await UserOf(account, "Bob").RevokeSessions());
        DateTimeOffset mark = (await cluster.Client.GetGrain<IAccountGrain>(account).GetSnapshot())!.RevokedBefore["Bob"];
        Assert.Equal(cluster.Clock.GetUtcNow(), mark);

        await RecordAsync(account, "Bob", untold); // issued before the revocation, told after it
        cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        await RecordAsync(account, "Bob", Session(900));

        SessionLedger ledger = await UserOf(account, "Bob").GetLedger();
        Assert.Equal((4, 1, 0, 3), (ledger.Issued, ledger.Active, ledger.Expired, ledger.Revoked));
    }

    [Fact]
    public async Task Throttled_requests_are_counted_by_name()
    {
        string account = await cluster.NewAccountAsync();
        ILedgerShardGrain shard = ShardOf(account, "Bob");
        await shard.TellAsync(new LedgerBatch([], [new("Bob", 5)]));
        await shard.TellAsync(new LedgerBatch([], [new("Bob", 2)]));

        Assert.Equal(7, (await UserOf(account, "Bob").GetLedger()).Throttled);
    }

    [Fact]
    public async Task A_user_has_a_bucket_of_its_own_where_the_account_says_so()
    {
        string account = await cluster.NewAccountAsync(new AccountQuotas(AccountQuotas.Aws.Default, new QuotaLimits(1, 3)));
        long version = (await cluster.Client.GetGrain<IAccountGrain>(account).GetSnapshot())!.Version;
        var request = new LeaseRequest(Guid.NewGuid(), version, Used: 0, TimeSpan.Zero, Returned: 0, Wanted: 10);

        Assert.Equal(3, (await UserOf(account, "Bob").Lease(request)).Tokens);
        Assert.Equal(3, (await UserOf(account, "Alice").Lease(request)).Tokens);
        LeaseGrant empty = await UserOf(account, "Bob").Lease(request with { Used = 3 });
        Assert.Equal(0, empty.Tokens);
        Assert.Equal(TimeSpan.FromSeconds(1), empty.NotBefore);
    }

    private IFederatedUserGrain UserOf(string account, string name) =>
        cluster.Client.GetGrain<IFederatedUserGrain>(ISessionHolderGrain.KeyOf(account, name));

    private ILedgerShardGrain ShardOf(string account, string name) =>
        cluster.Client.GetGrain<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(account, ILedgerShardGrain.ShardOf(name)));

    private IssuedSession Session(int seconds) => new(
        $"ASIA{Random.Shared.Next():X16}", cluster.Clock.GetUtcNow(), cluster.Clock.GetUtcNow().AddSeconds(seconds));

    private Task RecordAsync(string account, string name, params IssuedSession[] sessions) =>
        ShardOf(account, name).TellAsync(new LedgerBatch([.. sessions.Select(session => KeyValuePair.Create(name, session))], []));

    private async Task<(long Issued, long Active, long Expired)> CountsAsync(string account, string name)
    {
        SessionLedger ledger = await UserOf(account, name).GetLedger();
        return (ledger.Issued, ledger.Active, ledger.Expired);
    }
}
