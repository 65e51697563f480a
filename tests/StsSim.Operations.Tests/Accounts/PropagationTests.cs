using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Accounts;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Accounts;

public sealed class PropagationTests : IDisposable
{
    private static readonly PropagationDelay Delay = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), Seed: 7);

    private readonly StsInstruments _instruments = new();
    private readonly FakeTimeProvider _time = new();
    private readonly AccountCache _cache;
    private long _version = 1;

    public PropagationTests()
    {
        IGrainFactory grains = KnownGrains.None;
        _cache = new AccountCache(grains, new AccountLeasesFactory(grains, _time, _instruments), _instruments, _time);
        _cache.Install(ProvisionedAccounts.Snapshot(1));
    }

    [Fact]
    public async Task Without_a_delay_every_change_is_seen_at_once()
    {
        await ApplyAsync(User("Ann"));

        Assert.NotNull((await SeenAsync()).FindUser("Ann"));
    }

    [Fact]
    public async Task A_change_is_seen_after_its_delay_and_known_to_IAM_at_once()
    {
        await ApplyAsync(Settings(Delay));
        await ApplyAsync(User("Ann"));
        TimeSpan delay = Delay.Of(ProvisionedAccounts.Id, _version);

        Assert.Null((await SeenAsync()).FindUser("Ann"));
        Assert.NotNull(_cache.NewestOf(await SeenAsync()).FindUser("Ann"));

        _time.Advance(delay - TimeSpan.FromTicks(1));
        Assert.Null((await SeenAsync()).FindUser("Ann"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.NotNull((await SeenAsync()).FindUser("Ann"));
        Assert.Same(await SeenAsync(), _cache.NewestOf(await SeenAsync()));
    }

    [Fact]
    public async Task No_change_overtakes_one_before_it()
    {
        await ApplyAsync(Settings(Delay));
        for (int n = 0; n < 50; n++)
        {
            await ApplyAsync(User($"user-{n}"));
        }

        int seen = 0;
        while (seen < 50)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            Account account = await SeenAsync();
            bool[] there = [.. Enumerable.Range(0, 50).Select(n => account.FindUser($"user-{n}") is not null)];
            int count = there.Count(isThere => isThere);

            Assert.True(count >= seen);
            Assert.All(there[..count], Assert.True);
            seen = count;
        }
    }

    [Fact]
    public async Task Versions_that_are_left_behind_are_let_go()
    {
        await ApplyAsync(Settings(Delay));
        WeakReference early = await ChangeOftenAsync();

        for (int collection = 0; collection < 10 && early.IsAlive; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(early.IsAlive);
        Assert.NotNull(_cache.NewestOf(await SeenAsync()).FindUser("user-99"));

        // No request in between: nothing but the changes themselves moves the account on.
        async Task<WeakReference> ChangeOftenAsync()
        {
            await ApplyAsync(User("early"));
            var version = new WeakReference(Assert.Single(_cache.Known));
            for (int n = 0; n < 100; n++)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await ApplyAsync(User($"user-{n}"));
            }

            return version;
        }
    }

    [Fact]
    public async Task Quotas_and_revocations_do_not_wait_for_changes_that_do()
    {
        var quotas = new AccountQuotas(new QuotaLimits(1, 1), null);
        await ApplyAsync(Settings(Delay));
        await ApplyAsync(User("Ann"));

        await ApplyAsync(new AccountChange { Quotas = quotas });
        await ApplyAsync(new AccountChange { Revocation = new RevocationMark("Bob", _time.GetUtcNow()) });

        Account seen = await SeenAsync();
        Assert.Null(seen.FindUser("Ann"));
        Assert.Equal(quotas, seen.Quotas);
        Assert.True(seen.IsRevoked("Bob", _time.GetUtcNow()));
        Assert.Same(_cache.NewestOf(seen).Leases, seen.Leases);

        _time.Advance(Delay.Maximum);
        Account later = await SeenAsync();
        Assert.NotNull(later.FindUser("Ann"));
        Assert.Equal((quotas, true), (later.Quotas, later.IsRevoked("Bob", seen.ProvisionedAt)));
    }

    [Fact]
    public async Task Taking_the_delay_away_lets_everything_through()
    {
        await ApplyAsync(Settings(Delay));
        await ApplyAsync(User("Ann"));

        await ApplyAsync(Settings(delay: null));

        Assert.NotNull((await SeenAsync()).FindUser("Ann"));
    }

    [Fact]
    public async Task What_is_read_anew_waits_as_well_and_another_world_does_not()
    {
        await ApplyAsync(Settings(Delay));
        AccountSnapshot newer = ProvisionedAccounts.Snapshot(5) with
        {
            Account = new AccountDefinition { AccountId = ProvisionedAccounts.Id.ToString(), Settings = new AccountSettings { PropagationDelay = Delay }, Users = [UserOf("Ann")] },
        };

        _cache.Install(newer);
        Assert.Null((await SeenAsync()).FindUser("Ann"));

        _cache.Install(newer with { Version = 6, ProvisionedAt = _time.GetUtcNow() });
        Assert.NotNull((await SeenAsync()).FindUser("Ann"));
    }

    [Fact]
    public void Delays_lie_between_the_bounds_spread_over_them_and_follow_from_the_seed()
    {
        TimeSpan[] delays = [.. Enumerable.Range(0, 10_000).Select(version => Delay.Of(ProvisionedAccounts.Id, version))];

        Assert.All(delays, delay => Assert.InRange(delay, Delay.Minimum, Delay.Maximum));
        for (int second = 2; second < 10; second++)
        {
            Assert.InRange(delays.Count(delay => (int)delay.TotalSeconds == second), 1100, 1400); // 1,250 expected of each
        }

        Assert.Equal(delays[42], Delay.Of(ProvisionedAccounts.Id, 42));
        Assert.NotEqual(delays[42], (Delay with { Seed = 8 }).Of(ProvisionedAccounts.Id, 42));
    }

    public void Dispose() => _instruments.Dispose();

    private static UserDefinition UserOf(string name) => new() { Name = name, Path = "/", UserId = $"AIDA{name}" };

    private static AccountChange User(string name) => AccountChange.Put(UserOf(name));

    private static AccountChange Settings(PropagationDelay? delay) => AccountChange.Put(new AccountSettings { PropagationDelay = delay });

    private ValueTask ApplyAsync(AccountChange change) => _cache.ApplyAsync(new AccountUpdate(ProvisionedAccounts.Id.ToString(), ++_version, change));

    private async Task<Account> SeenAsync() => (await _cache.FindAsync(ProvisionedAccounts.Id))!;
}
