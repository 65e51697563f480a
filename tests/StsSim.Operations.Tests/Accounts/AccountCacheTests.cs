using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Accounts;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Accounts;

public sealed class AccountCacheTests : IDisposable
{
    private static readonly AccountQuotas Slow = new(new QuotaLimits(1, 2), PerFederatedUser: null);

    private readonly StsInstruments _instruments = new();

    [Fact]
    public async Task An_account_is_asked_for_once_and_then_known()
    {
        var grain = new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(ProvisionedAccounts.Snapshot(1)));
        AccountCache cache = CacheOf(grain);

        Account? first = await cache.FindAsync(ProvisionedAccounts.Id);
        Task<Account?> second = cache.FindAsync(ProvisionedAccounts.Id).AsTask();

        Assert.True(second.IsCompletedSuccessfully);
        Assert.NotNull(first);
        Assert.Same(first, await second);
        Assert.Equal((1, 1), (grain.Asked, _instruments.GrainCallCount));
        Assert.Same(first, Assert.Single(cache.Known));
    }

    [Fact]
    public async Task An_account_that_was_never_provisioned_is_null_and_not_remembered_as_such()
    {
        var grain = new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null));
        AccountCache cache = CacheOf(grain);

        Assert.Null(await cache.FindAsync(ProvisionedAccounts.Id));
        Assert.Empty(cache.Known);

        cache.Install(ProvisionedAccounts.Snapshot(1));
        Assert.NotNull(await cache.FindAsync(ProvisionedAccounts.Id));
    }

    // Its end was not heard of, by a gateway that was off the directory for a while.
    [Fact]
    public async Task An_account_that_is_no_more_is_dropped_when_it_is_read_anew()
    {
        AccountCache cache = CacheOf(new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null)));
        cache.Install(ProvisionedAccounts.Snapshot(1));

        await cache.RefreshAsync();

        Assert.Empty(cache.Known);
        Assert.Null(await cache.FindAsync(ProvisionedAccounts.Id));
    }

    // The step is acknowledged by this gateway's answer. It must not go on with what was before.
    [Fact]
    public async Task A_missed_step_that_cannot_be_made_good_leaves_nothing_stale()
    {
        var grain = new ProvisionedAccounts(Task.FromException<AccountSnapshot?>(new TimeoutException()));
        AccountCache cache = CacheOf(grain);
        cache.Install(ProvisionedAccounts.Snapshot(1));
        var step = new AccountUpdate(ProvisionedAccounts.Id.ToString(), 3, AccountChange.Put(AccountSettings.Default));

        await Assert.ThrowsAsync<TimeoutException>(() => cache.ApplyAsync(step).AsTask());

        Assert.Empty(cache.Known);
        await Assert.ThrowsAsync<TimeoutException>(() => cache.FindAsync(ProvisionedAccounts.Id).AsTask());
    }

    [Fact]
    public async Task A_push_that_overtakes_the_first_load_wins()
    {
        var loading = new TaskCompletionSource<AccountSnapshot?>();
        AccountCache cache = CacheOf(new ProvisionedAccounts(loading.Task));
        Task<Account?> load = cache.FindAsync(ProvisionedAccounts.Id).AsTask();

        Account pushed = cache.Install(ProvisionedAccounts.Snapshot(2));
        loading.SetResult(ProvisionedAccounts.Snapshot(1));

        Assert.Same(pushed, await load);
        Assert.Equal(2, (await cache.FindAsync(ProvisionedAccounts.Id))!.Version);
    }

    [Fact]
    public async Task A_step_told_while_the_account_is_first_read_is_not_lost()
    {
        var loading = new TaskCompletionSource<AccountSnapshot?>();
        var grain = new ProvisionedAccounts(loading.Task);
        AccountCache cache = CacheOf(grain);
        Task<Account?> load = cache.FindAsync(ProvisionedAccounts.Id).AsTask();

        await cache.ApplyAsync(new AccountUpdate(ProvisionedAccounts.Id.ToString(), 2, AccountChange.Put(AccountSettings.Default with { Alias = "later" })));
        grain.Then = ProvisionedAccounts.Snapshot(2);
        loading.SetResult(ProvisionedAccounts.Snapshot(1));

        Assert.Equal((2, 2), ((await load)!.Version, grain.Asked));
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 6)]
    public void Only_a_newer_version_replaces_what_is_here(long pushed, long kept)
    {
        AccountCache cache = CacheOf(new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null)));
        Account held = cache.Install(ProvisionedAccounts.Snapshot(5));

        Account installed = cache.Install(ProvisionedAccounts.Snapshot(pushed));

        Assert.Equal(kept, installed.Version);
        Assert.Equal(kept == 5, ReferenceEquals(held, installed));
        Assert.Equal(kept, installed.Leases.Version);
    }

    [Fact]
    public void Leases_survive_a_change_that_leaves_the_quotas_alone()
    {
        AccountCache cache = CacheOf(new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null)));
        AccountLeases leases = cache.Install(ProvisionedAccounts.Snapshot(1)).Leases;

        Account changed = cache.Install(ProvisionedAccounts.Snapshot(2) with
        {
            RevokedBefore = new Dictionary<string, DateTimeOffset> { ["Bob"] = DateTimeOffset.UnixEpoch },
            Quotas = new AccountQuotas(new QuotaLimits(50, 50), new QuotaLimits(5, 5)), // equal, and another object
        });

        Assert.Same(leases, changed.Leases);
        Assert.Equal(2, leases.Version);
        Assert.True(changed.IsRevoked("Bob", DateTimeOffset.UnixEpoch));
        Assert.False(changed.IsRevoked("Bob", DateTimeOffset.UnixEpoch.AddTicks(1)));
        Assert.False(changed.IsRevoked("Alice", DateTimeOffset.UnixEpoch));
    }

    public static TheoryData<AccountQuotas> OtherQuotas { get; } =
    [
        new AccountQuotas(new QuotaLimits(51, 50), new QuotaLimits(5, 5)),
        new AccountQuotas(new QuotaLimits(50, 51), new QuotaLimits(5, 5)),
        new AccountQuotas(new QuotaLimits(50, 50), new QuotaLimits(6, 5)),
        new AccountQuotas(new QuotaLimits(50, 50), PerFederatedUser: null),
    ];

    [Theory]
    [MemberData(nameof(OtherQuotas))]
    public void New_quotas_begin_with_new_leases(AccountQuotas quotas)
    {
        AccountCache cache = CacheOf(new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null)));
        AccountLeases leases = cache.Install(ProvisionedAccounts.Snapshot(1)).Leases;

        Account changed = cache.Install(ProvisionedAccounts.Snapshot(2, quotas));

        Assert.NotSame(leases, changed.Leases);
        Assert.Equal((2, quotas), (changed.Leases.Version, changed.Quotas));
    }

    [Fact]
    public void An_account_without_quotas_of_its_own_follows_those_of_the_world()
    {
        AccountCache cache = CacheOf(new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null)));
        AccountLeases before = cache.Install(ProvisionedAccounts.Snapshot(1) with { Quotas = null }).Leases;
        Assert.Equal(AccountQuotas.Aws, before.Quotas);

        cache.SetDefaultQuotas(Slow, version: 7);

        Account following = Assert.Single(cache.Known);
        Assert.NotSame(before, following.Leases);
        Assert.Equal((Slow, null, 1, 7), (following.Quotas, following.OwnQuotas, following.Version, following.Leases.DefaultQuotasVersion));
        Assert.Same(following.Leases, cache.Install(ProvisionedAccounts.Snapshot(2) with { Quotas = null }).Leases);
    }

    [Fact]
    public async Task Quotas_of_its_own_stay_until_they_are_taken_away()
    {
        AccountCache cache = CacheOf(new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null)));
        AccountLeases own = cache.Install(ProvisionedAccounts.Snapshot(1)).Leases;

        cache.SetDefaultQuotas(Slow, version: 7);
        Assert.Same(own, Assert.Single(cache.Known).Leases);
        await cache.ApplyAsync(new AccountUpdate(ProvisionedAccounts.Id.ToString(), 2, new AccountChange { FollowsDefaultQuotas = true }));

        Account following = Assert.Single(cache.Known);
        Assert.NotSame(own, following.Leases);
        Assert.Equal((Slow, 7), (following.Quotas, following.Leases.DefaultQuotasVersion));
        await cache.ApplyAsync(new AccountUpdate(ProvisionedAccounts.Id.ToString(), 3, new AccountChange { Quotas = ProvisionedAccounts.Quotas }));
        Assert.Equal((ProvisionedAccounts.Quotas, 0), (Assert.Single(cache.Known).Quotas, Assert.Single(cache.Known).Leases.DefaultQuotasVersion));
    }

    [Fact]
    public void However_accounts_and_defaults_race_every_account_ends_under_the_last()
    {
        for (int round = 0; round < 200; round++)
        {
            AccountCache cache = CacheOf(new ProvisionedAccounts(Task.FromResult<AccountSnapshot?>(null)));
            using var start = new Barrier(2);
            Parallel.Invoke(
                () =>
                {
                    start.SignalAndWait();
                    cache.Install(ProvisionedAccounts.Snapshot(1) with { Quotas = null });
                },
                () =>
                {
                    start.SignalAndWait();
                    cache.SetDefaultQuotas(Slow, version: 7);
                });

            Assert.Equal(Slow, Assert.Single(cache.Known).Quotas);
        }
    }

    public void Dispose() => _instruments.Dispose();

    private AccountCache CacheOf(IAccountGrain grain)
    {
        IGrainFactory grains = KnownGrains.Of((type, key) =>
        {
            Assert.Equal((typeof(IAccountGrain), ProvisionedAccounts.Id.ToString()), (type, key));
            return grain;
        });
        return new AccountCache(grains, new AccountLeasesFactory(grains, TimeProvider.System, _instruments), _instruments, TimeProvider.System);
    }
}
