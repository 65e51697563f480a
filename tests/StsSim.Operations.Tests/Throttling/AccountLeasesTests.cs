using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

public sealed class AccountLeasesTests : IDisposable
{
    private const string Account = "000000012345";

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);
    private static readonly QuotaLimits Some = new(1, 5);

    private readonly StsInstruments _instruments = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<(Type Type, string Key)> _found = new();
    private readonly ConcurrentDictionary<string, ScriptedLessor> _lessors = new();
    private readonly AccountLeases _leases;

    public AccountLeasesTests()
    {
        IGrainFactory grains = KnownGrains.Of((type, key) =>
        {
            _found.Enqueue((type, key));
            return _lessors.GetOrAdd(key, _ => new ScriptedLessor(request => new LeaseGrant(Math.Min(request.Wanted, 5), NotBefore) { UntilFull = UntilFull }));
        });
        _leases = new AccountLeases(new AccountId(12_345), 1, grains, _clock, _instruments)
        {
            Quotas = AccountQuotas.Aws with { PerFederatedUser = Some, PerPrincipal = Some, PerSource = Some, Operations = Named("AssumeRole", Some) },
        };
    }

    private TimeSpan NotBefore { get; set; }

    private TimeSpan UntilFull { get; set; }

    [Fact]
    public void Operations_share_a_bucket_of_a_region_or_have_their_own()
    {
        TokenLease shared = _leases.OfOperation("us-east-1", "GetCallerIdentity");

        Assert.Same(shared, _leases.OfOperation("us-east-1", "GetSessionToken"));
        Assert.NotSame(shared, _leases.OfOperation("eu-west-1", "GetSessionToken"));
        Assert.Equal("000000012345/us-east-1", shared.Bucket);
        Assert.Equal("000000012345/us-east-1/AssumeRoot", _leases.OfOperation("us-east-1", "AssumeRoot").Bucket);
        Assert.Equal("000000012345/us-east-1/AssumeRole", _leases.OfOperation("us-east-1", "AssumeRole").Bucket); // named in the quotas
        Assert.Same(_leases.OfOperation("us-east-1", "AssumeRole"), _leases.OfOperation("us-east-1", "AssumeRole"));
        Assert.Equal(
            [.. ((string[])["us-east-1", "eu-west-1", "us-east-1/AssumeRoot", "us-east-1/AssumeRole"]).Select(key => (typeof(IQuotaGrain), $"{Account}/{key}"))],
            _found);
    }

    [Fact]
    public void Each_name_principal_and_source_has_one_lease_from_its_own_grain()
    {
        Assert.Same(_leases.OfFederatedUser("Bob"), _leases.OfFederatedUser("Bob"));
        Assert.Same(_leases.OfPrincipal("AIDACKCEVSQ6C2EXAMPLE"), _leases.OfPrincipal("AIDACKCEVSQ6C2EXAMPLE"));
        Assert.Same(_leases.OfSource(IPAddress.Parse("10.0.0.1")), _leases.OfSource(IPAddress.Parse("10.0.0.1")));
        Assert.NotSame(_leases.OfFederatedUser("Bob"), _leases.OfFederatedUser("bob"));
        Assert.Equal(
            ["federated-user/Bob", "principal/12345", "source/10.0.0.1", "source/::1", "source/10.0.0.2"],
            [
                NameOf(_leases.OfFederatedUser("Bob")), NameOf(_leases.OfPrincipal("12345")), NameOf(_leases.OfSource(IPAddress.Parse("10.0.0.1"))),
                NameOf(_leases.OfSource(IPAddress.IPv6Loopback)), NameOf(_leases.OfSource(IPAddress.Parse("::ffff:10.0.0.2"))),
            ]);
        Assert.Equal($"principal/{Account}", NameOf(_leases.OfPrincipal(null))); // the root user
        Assert.Equal((typeof(IFederatedUserGrain), $"{Account}/Bob"), _found.First());
        Assert.Equal((typeof(IQuotaGrain), $"{Account}/principal/AIDACKCEVSQ6C2EXAMPLE"), _found.ElementAt(1));
        Assert.Equal((typeof(IQuotaGrain), $"{Account}/source/10.0.0.1"), _found.ElementAt(2));
    }

    [Fact]
    public void Leases_that_were_idle_and_are_settled_are_forgotten()
    {
        using var thread = new OneThread();
        TokenLease bob = _leases.OfFederatedUser("Bob");
        TokenLease alice = _leases.OfFederatedUser("Alice");
        Use(bob, thread);
        _clock.Advance(Idle);
        Use(alice, thread);

        _leases.SettleIdle(Idle); // Bob's tokens go back
        thread.RunToRest();
        Assert.Same(bob, _leases.OfFederatedUser("Bob"));

        _leases.SettleIdle(Idle);
        Assert.NotSame(bob, _leases.OfFederatedUser("Bob"));
        Assert.Same(alice, _leases.OfFederatedUser("Alice"));
    }

    [Fact]
    public void Idle_buckets_of_every_kind_are_forgotten()
    {
        Func<TokenLease>[] all =
        [
            () => _leases.OfOperation("us-east-1", "GetCallerIdentity"), () => _leases.OfOperation("us-east-1", "AssumeRoot"),
            () => _leases.OfFederatedUser("Bob"), () => _leases.OfPrincipal(null), () => _leases.OfSource(IPAddress.Loopback),
        ];
        TokenLease[] before = [.. all.Select(lease => lease())];
        _clock.Advance(Idle);

        _leases.SettleIdle(Idle);

        Assert.All(all.Zip(before), lease => Assert.NotSame(lease.Second, lease.First()));
    }

    // Or the next refusal would have to ask again, and nobody could list the bucket.
    [Theory]
    [InlineData(100, 0)]
    [InlineData(0, 100)]
    public void What_is_known_to_be_empty_or_less_than_full_is_remembered_until_it_is_not(int notBefore, int untilFull)
    {
        (NotBefore, UntilFull) = (TimeSpan.FromSeconds(notBefore), TimeSpan.FromSeconds(untilFull));
        using var thread = new OneThread();
        TokenLease bob = _leases.OfFederatedUser("Bob");
        Use(bob, thread);
        _clock.Advance(Idle);
        _leases.SettleIdle(Idle);
        thread.RunToRest();

        _clock.Advance(TimeSpan.FromSeconds(100) - TimeSpan.FromTicks(1));
        _leases.SettleIdle(Idle);
        Assert.Same(bob, _leases.OfFederatedUser("Bob"));

        _clock.Advance(TimeSpan.FromTicks(1));
        _leases.SettleIdle(Idle);
        Assert.NotSame(bob, _leases.OfFederatedUser("Bob"));
    }

    [Theory]
    [InlineData(nameof(AccountQuotas.Default))]
    [InlineData(nameof(AccountQuotas.PerFederatedUser))]
    [InlineData(nameof(AccountQuotas.PerPrincipal))]
    [InlineData(nameof(AccountQuotas.PerSource))]
    [InlineData(nameof(AccountQuotas.Operations))]
    public void A_change_of_one_kind_leaves_the_leases_of_the_others_alone_and_settles_its_own(string kind)
    {
        var other = new QuotaLimits(9, 9);
        AccountQuotas quotas = kind switch
        {
            nameof(AccountQuotas.Default) => _leases.Quotas with { Default = other },
            nameof(AccountQuotas.PerFederatedUser) => _leases.Quotas with { PerFederatedUser = null },
            nameof(AccountQuotas.PerPrincipal) => _leases.Quotas with { PerPrincipal = other },
            nameof(AccountQuotas.PerSource) => _leases.Quotas with { PerSource = other },
            _ => _leases.Quotas with { Operations = Named("AssumeRole", other) },
        };
        using var thread = new OneThread();
        Dictionary<string, TokenLease> before = LeasesOf(_leases);
        foreach (TokenLease lease in before.Values)
        {
            Use(lease, thread);
        }

        AccountLeases next = _leases.Under(quotas, version: 2, defaultQuotasVersion: 0);
        next.TakeOver();
        thread.RunToRest();

        Dictionary<string, TokenLease> after = LeasesOf(next);
        Assert.Equal([kind], before.Keys.Where(key => before[key] != after[key]));
        foreach ((string key, TokenLease lease) in before)
        {
            LeaseRequest last = _lessors[KeyOf(lease.Bucket)].Requests[^1];
            Assert.Equal(key == kind ? (0, 2L) : (1, 1L), (last.Wanted, last.AccountVersion)); // an order is no settlement
        }
    }

    [Fact]
    public void An_operation_that_gets_a_bucket_of_its_own_leaves_the_shared_one_and_may_come_back()
    {
        TokenLease shared = _leases.OfOperation("us-east-1", "GetCallerIdentity");

        AccountLeases apart = _leases.Under(_leases.Quotas with { Operations = Named("GetCallerIdentity", AccountQuotas.Aws.Default) }, 2, 0);
        AccountLeases back = apart.Under(_leases.Quotas with { Operations = null }, 3, 0);
        back.TakeOver();

        Assert.Equal("us-east-1/GetCallerIdentity", NameOf(apart.OfOperation("us-east-1", "GetCallerIdentity")));
        Assert.Equal("us-east-1", NameOf(apart.OfOperation("us-east-1", "AssumeRole")));
        Assert.Same(shared, apart.OfOperation("us-east-1", "GetSessionToken"));
        Assert.Same(shared, back.OfOperation("us-east-1", "GetCallerIdentity"));
    }

    [Fact]
    public void What_was_in_use_when_its_limits_went_is_settled_later()
    {
        using var thread = new OneThread();
        TokenLease bob = _leases.OfFederatedUser("Bob");
        Use(bob, thread);
        var answer = new TaskCompletionSource<LeaseGrant>();
        _lessors[$"{Account}/Bob"].Answer = _ => new(answer.Task);
        _clock.Advance(LeaseGrant.Lifetime);
        _ = bob.TryAdmitAsync(_leases).AsTask(); // under the old quotas still, and waiting
        thread.RunToRest();
        AccountLeases next = _leases.Under(_leases.Quotas with { PerFederatedUser = null }, 2, 0);
        next.TakeOver();
        _lessors[$"{Account}/Bob"].Answer = _ => new(new LeaseGrant(0, TimeSpan.Zero));
        answer.SetResult(new LeaseGrant(5, TimeSpan.Zero));
        thread.RunToRest();

        next.SettleIdle(Idle);
        thread.RunToRest();

        LeaseRequest last = _lessors[$"{Account}/Bob"].Requests[^1];
        Assert.Equal((0, 1, 4), (last.Wanted, last.Used, last.Returned));
    }

    [Fact]
    public async Task All_are_settled_and_named_up_to_as_many_as_one_asks_for()
    {
        using var thread = new OneThread();
        TokenLease bob = _leases.OfFederatedUser("Bob"), region = _leases.OfOperation("us-east-1", "GetCallerIdentity");
        Use(bob, thread);
        Use(region, thread);

        Task<IReadOnlyList<string>> all = _leases.SettleAsync(10), one = _leases.SettleAsync(1);
        thread.RunToRest();

        Assert.Equal([region.Bucket, bob.Bucket], await all);
        Assert.Equal([region.Bucket], await one);
        Assert.All(_lessors.Values, lessor => Assert.Equal((0, 1), (lessor.Requests[^1].Wanted, lessor.Requests[^1].Returned)));
    }

    [Fact]
    public async Task A_lessor_that_does_not_answer_keeps_no_bucket_from_being_named()
    {
        using var thread = new OneThread();
        TokenLease bob = _leases.OfFederatedUser("Bob");
        Use(bob, thread);
        _lessors[$"{Account}/Bob"].Answer = _ => throw new TimeoutException();

        Task<IReadOnlyList<string>> all = _leases.SettleAsync(10);
        thread.RunToRest();

        Assert.Equal([bob.Bucket], await all);
    }

    public void Dispose() => _instruments.Dispose();

    private static Dictionary<string, QuotaLimits> Named(string operation, QuotaLimits limits) => new() { [operation] = limits };

    private static string NameOf(TokenLease lease) => lease.Bucket[(Account.Length + 1)..];

    private static string KeyOf(string bucket) => bucket.Replace("/federated-user/", "/", StringComparison.Ordinal);

    private static Dictionary<string, TokenLease> LeasesOf(AccountLeases leases) => new()
    {
        [nameof(AccountQuotas.Default)] = leases.OfOperation("us-east-1", "GetCallerIdentity"),
        [nameof(AccountQuotas.PerFederatedUser)] = leases.OfFederatedUser("Bob"),
        [nameof(AccountQuotas.PerPrincipal)] = leases.OfPrincipal(null),
        [nameof(AccountQuotas.PerSource)] = leases.OfSource(IPAddress.Loopback),
        [nameof(AccountQuotas.Operations)] = leases.OfOperation("us-east-1", "AssumeRole"),
    };

    private void Use(TokenLease lease, OneThread thread)
    {
        Task<bool> caller = lease.TryAdmitAsync(_leases).AsTask();
        thread.RunToRest();
        Assert.True(caller.IsCompletedSuccessfully);
    }
}
