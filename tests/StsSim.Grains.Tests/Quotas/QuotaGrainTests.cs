using System.Collections.Concurrent;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Quotas;

[Collection(nameof(SimulatorCluster))]
public sealed class QuotaGrainTests(SimulatorCluster cluster)
{
    [Fact]
    public async Task A_fresh_bucket_gives_its_burst_and_no_more()
    {
        (IQuotaGrain quota, LeaseRequest request) = await NewQuotaAsync(new QuotaLimits(10, 25));

        Assert.Equal(20, (await quota.Lease(request with { Wanted = 20 })).Tokens);
        Assert.Equal(5, (await quota.Lease(request with { Wanted = 20 })).Tokens);
        LeaseGrant empty = await quota.Lease(request with { Wanted = 20 });
        Assert.Equal(0, empty.Tokens);
        Assert.Equal(TimeSpan.FromMilliseconds(100), empty.NotBefore);
    }

    [Fact]
    public async Task Regions_have_buckets_of_their_own()
    {
        string account = await cluster.NewAccountAsync(new AccountQuotas(new QuotaLimits(1, 4), null));
        var request = new LeaseRequest(Guid.NewGuid(), 1, 0, TimeSpan.Zero, 0, 10);

        Assert.Equal(4, (await QuotaOf(account, "us-east-1").Lease(request)).Tokens);
        Assert.Equal(4, (await QuotaOf(account, "eu-west-1").Lease(request)).Tokens);
    }

    [Fact]
    public async Task New_limits_hold_for_the_first_request_of_a_gateway_that_knows_them()
    {
        (IQuotaGrain quota, LeaseRequest request) = await NewQuotaAsync(new QuotaLimits(100, 100));
        string account = quota.GetPrimaryKeyString().Split('/')[0];
        await quota.Lease(request with { Wanted = 1 });

        await cluster.Client.GetGrain<IAccountGrain>(account).SetQuotas(new AccountQuotas(new QuotaLimits(2, 3), null));
        LeaseGrant grant = await quota.Lease(request with { AccountVersion = request.AccountVersion + 1, Wanted = 50 });

        Assert.Equal(3, grant.Tokens);
    }

    [Fact]
    public async Task A_bucket_of_an_account_that_does_not_exist_gives_nothing()
    {
        LeaseGrant grant = await QuotaOf("000000000002", "us-east-1").Lease(new LeaseRequest(Guid.NewGuid(), 1, 0, TimeSpan.Zero, 0, 10));

        Assert.Equal(0, grant.Tokens);
        Assert.True(grant.NotBefore > TimeSpan.Zero);
    }

    [Fact]
    public async Task Every_kind_of_bucket_has_the_limits_of_its_kind()
    {
        string account = await cluster.NewAccountAsync(Everything);
        var request = new LeaseRequest(Guid.NewGuid(), 1, 0, TimeSpan.Zero, 0, 100);

        Assert.Equal(1, (await BucketOf(BucketName.OfRegion(account, "us-east-1", null)).Lease(request)).Tokens);
        Assert.Equal(1, (await BucketOf(BucketName.OfRegion(account, "us-east-1", "AssumeRoot")).Lease(request)).Tokens);
        Assert.Equal(2, (await BucketOf(BucketName.OfFederatedUser(account, "Bob")).Lease(request)).Tokens);
        Assert.Equal(3, (await BucketOf(BucketName.OfPrincipal(account, "AIDACKCEVSQ6C2EXAMPLE")).Lease(request)).Tokens);
        Assert.Equal(4, (await BucketOf(BucketName.OfSource(account, "::1")).Lease(request)).Tokens);
        Assert.Equal(5, (await BucketOf(BucketName.OfRegion(account, "us-east-1", "AssumeRole")).Lease(request)).Tokens);
    }

    [Fact]
    public async Task A_change_of_one_kind_refills_no_bucket_of_another()
    {
        string account = await cluster.NewAccountAsync(Everything);
        string[] names =
        [
            BucketName.OfRegion(account, "us-east-1", null), BucketName.OfFederatedUser(account, "Bob"), BucketName.OfPrincipal(account, "AIDACKCEVSQ6C2EXAMPLE"),
            BucketName.OfSource(account, "::1"), BucketName.OfRegion(account, "us-east-1", "AssumeRole"),
        ];
        foreach (string name in names)
        {
            var lessee = Guid.NewGuid();
            LeaseGrant all = await BucketOf(name).Lease(new LeaseRequest(lessee, 1, 0, TimeSpan.Zero, 0, 100));
            await BucketOf(name).Lease(new LeaseRequest(lessee, 1, all.Tokens, TimeSpan.Zero, 0, 0));
        }

        await cluster.Client.GetGrain<IAccountGrain>(account).SetQuotas(Everything with { PerSource = new QuotaLimits(0, 9) });

        BucketReading?[] readings = await Task.WhenAll(names.Select(name => BucketOf(name).Read().AsTask()));
        Assert.Equal([0, 0, 0, 5, 0], readings.Select(reading => reading!.Tokens));
    }

    [Fact]
    public async Task A_bucket_of_a_kind_that_was_taken_away_cannot_be_read()
    {
        string account = await cluster.NewAccountAsync(Everything);
        ITokenLessor bucket = BucketOf(BucketName.OfSource(account, "10.0.0.1"));
        Assert.Equal(4, (await bucket.Read())!.Tokens);

        await cluster.Client.GetGrain<IAccountGrain>(account).SetQuotas(Everything with { PerSource = null });

        Assert.Null(await bucket.Read());
    }

    [Fact]
    public async Task A_bucket_taken_away_and_put_back_is_no_fresh_one()
    {
        string account = await cluster.NewAccountAsync(Everything);
        ITokenLessor bucket = BucketOf(BucketName.OfSource(account, "10.0.0.1"));
        LeaseGrant grant = await bucket.Lease(new LeaseRequest(Lessee, 1, 0, TimeSpan.Zero, 0, 3));
        Assert.Equal(3, grant.Tokens);

        await cluster.Client.GetGrain<IAccountGrain>(account).SetQuotas(Everything with { PerSource = null });
        grant = await bucket.Lease(new LeaseRequest(Lessee, 2, 2, TimeSpan.Zero, 1, 5)); // settles, and gets nothing
        Assert.Equal((0, true), (grant.Tokens, grant.NotBefore > TimeSpan.Zero));
        await cluster.Client.GetGrain<IAccountGrain>(account).SetQuotas(Everything);

        Assert.Equal(2, (await bucket.Read())!.Tokens);
    }

    // An activation that is collected forgets, and the next one would begin with a full bucket.
    [Theory]
    [InlineData(0.001)]
    [InlineData(0)]
    public async Task A_bucket_stays_until_it_is_full(double rate)
    {
        string account = await cluster.NewAccountAsync(Everything with { PerPrincipal = new QuotaLimits(rate, 2), PerFederatedUser = new QuotaLimits(rate, 2) });
        string[] names = [BucketName.OfPrincipal(account, "AIDACKCEVSQ6C2EXAMPLE"), BucketName.OfFederatedUser(account, "Bob")];
        foreach (string name in names)
        {
            await EmptyAsync(name, tokens: 2);
        }

        await CollectAsync();
        Assert.All(await ReadAsync(names), reading => Assert.InRange(reading.Tokens, 0, 0.5));

        // Other tests move the clock; by now it is full at any rate.
        await cluster.Client.GetGrain<IAccountGrain>(account).SetQuotas(Everything with { PerPrincipal = new QuotaLimits(1e9, 2), PerFederatedUser = new QuotaLimits(1e9, 2) });
        foreach (string name in names)
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(3));
            await BucketOf(name).Lease(new LeaseRequest(Guid.NewGuid(), long.MaxValue, 0, TimeSpan.Zero, 0, 0));
        }

        Assert.Equal(2, await ActivationsOfAsync(account));
        while (await ActivationsOfAsync(account) > 0)
        {
            await CollectAsync(); // passes over one that has answered and not put its tools away yet
        }
    }

    [Fact]
    public async Task Buckets_are_read_once_every_gateway_has_settled()
    {
        string account = await cluster.NewAccountAsync(Everything);
        string region = BucketName.OfRegion(account, "us-east-1", null), source = BucketName.OfSource(account, "10.0.0.1");
        var settled = new ConcurrentQueue<string>();
        var first = new RecordingGateway { OnSettle = async id => { settled.Enqueue(id); await EmptyAsync(source, tokens: 4); return [source, region]; } };
        var second = new RecordingGateway { OnSettle = id => { settled.Enqueue(id); return Task.FromResult<IReadOnlyList<string>>([source, BucketName.OfFederatedUser(account, "Bob")]); } };
        await using IAsyncDisposable one = await first.JoinAsync(cluster.Client);
        await using IAsyncDisposable other = await second.JoinAsync(cluster.Client);

        AccountBuckets read = await cluster.Client.GetGrain<IAccountBucketsGrain>(account).Read();

        Assert.Equal([account, account], settled);
        Assert.False(read.IsTruncated);
        Assert.Equal([BucketName.OfFederatedUser(account, "Bob"), source, region], read.Buckets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((2, 0, 1), (read.Buckets[BucketName.OfFederatedUser(account, "Bob")].Tokens, read.Buckets[source].Tokens, read.Buckets[region].Tokens));
    }

    [Fact]
    public async Task No_more_than_a_thousand_buckets_are_read()
    {
        string account = await cluster.NewAccountAsync(Everything);
        var gateway = new RecordingGateway
        {
            OnSettle = id => Task.FromResult<IReadOnlyList<string>>([.. Enumerable.Range(0, IAccountBucketsGrain.Most + 1).Select(i => BucketName.OfSource(id, $"::{i:x}"))]),
        };
        await using IAsyncDisposable membership = await gateway.JoinAsync(cluster.Client);

        AccountBuckets read = await cluster.Client.GetGrain<IAccountBucketsGrain>(account).Read();

        Assert.Equal((true, IAccountBucketsGrain.Most), (read.IsTruncated, read.Buckets.Count));
    }

    [Fact]
    public async Task A_glance_settles_nothing_and_sees_the_buckets_of_Regions_before_all_others()
    {
        string account = await cluster.NewAccountAsync(Everything);
        string region = BucketName.OfRegion(account, "us-east-1", null), user = BucketName.OfFederatedUser(account, "Bob");
        var gateway = new RecordingGateway { OnSettle = _ => throw new InvalidOperationException("Nobody is to settle."), Buckets = [region] };
        var other = new RecordingGateway { Buckets = [user, BucketName.OfSource(account, "10.0.0.1")] };
        await using IAsyncDisposable one = await gateway.JoinAsync(cluster.Client);
        await using IAsyncDisposable two = await other.JoinAsync(cluster.Client);

        AccountBuckets read = await cluster.Client.GetGrain<IAccountBucketsGrain>(account).Glance(2);

        Assert.True(read.IsTruncated);
        Assert.Equal([user, region], read.Buckets.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1, read.Buckets[region].Tokens);
    }

    private static AccountQuotas Everything { get; } = new(new QuotaLimits(0, 1), new QuotaLimits(0, 2))
    {
        PerPrincipal = new QuotaLimits(0, 3),
        PerSource = new QuotaLimits(0, 4),
        Operations = new Dictionary<string, QuotaLimits> { ["AssumeRole"] = new QuotaLimits(0, 5) },
    };

    private static Guid Lessee { get; } = Guid.NewGuid();

    private ITokenLessor BucketOf(string name) => BucketName.LessorOf(cluster.Client, name);

    private async Task EmptyAsync(string name, int tokens)
    {
        var lessee = Guid.NewGuid();
        Assert.Equal(tokens, (await BucketOf(name).Lease(new LeaseRequest(lessee, 1, 0, TimeSpan.Zero, 0, tokens))).Tokens);
        await BucketOf(name).Lease(new LeaseRequest(lessee, 1, tokens, TimeSpan.Zero, 0, 0));
    }

    private async Task<BucketReading[]> ReadAsync(string[] names) => [.. (await Task.WhenAll(names.Select(name => BucketOf(name).Read().AsTask()))).Select(reading => reading!)];

    private Task CollectAsync() => cluster.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

    private async Task<int> ActivationsOfAsync(string account) => (await cluster.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics())
        .Count(grain => grain.GrainId.Key.ToString()!.StartsWith($"{account}/", StringComparison.Ordinal));

    private async Task<(IQuotaGrain Quota, LeaseRequest Request)> NewQuotaAsync(QuotaLimits limits)
    {
        string account = await cluster.NewAccountAsync(new AccountQuotas(limits, null));
        long version = (await cluster.Client.GetGrain<IAccountGrain>(account).GetSnapshot())!.Version;
        return (QuotaOf(account, "us-east-1"), new LeaseRequest(Guid.NewGuid(), version, 0, TimeSpan.Zero, 0, 1));
    }

    private IQuotaGrain QuotaOf(string account, string region) => cluster.Client.GetGrain<IQuotaGrain>(BucketName.OfRegion(account, region, operation: null));
}
