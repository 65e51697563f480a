using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Tests.Quotas;

/// <summary>A bucket is lost with its silo; the one in its place lets nothing through that the lost one might have.</summary>
public sealed class LostBucketTests : IAsyncLifetime
{
    private DurableCluster? _cluster;

    public async ValueTask InitializeAsync() => _cluster = await DurableCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster!.DisposeAsync();

    // The time decides nothing: it ends a run in which nothing goes on.
    [Theory(Timeout = 120_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bucket_whose_silo_is_lost_begins_empty_on_another(bool killed)
    {
        IQuotaGrain bucket = await BucketOfAsync("111111111111");
        Assert.Equal(20, (await LeaseAsync(bucket)).Tokens);

        await (killed ? _cluster!.KillHostOfAsync(bucket) : _cluster!.StopHostOfAsync(bucket));
        LeaseGrant grant = await DurableCluster.EventuallyAsync(() => LeaseAsync(bucket));
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        // Gateways may use what they hold of the lost one until its lifetime ends; only then does this one fill.
        Assert.Equal((0, LeaseGrant.Lifetime + TimeSpan.FromSeconds(4)), (grant.Tokens, grant.UntilFull));
        _cluster!.Clock.Advance(LeaseGrant.Lifetime);
        Assert.Equal(0, (await LeaseAsync(bucket)).Tokens);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(5, (await LeaseAsync(bucket)).Tokens);
    }

    [Fact]
    public async Task Buckets_of_accounts_that_began_after_the_loss_are_full()
    {
        IQuotaGrain lost = await BucketOfAsync("111111111111");
        await LeaseAsync(lost);
        await _cluster!.KillHostOfAsync(lost);
        await DurableCluster.EventuallyAsync(() => LeaseAsync(lost));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(20, (await LeaseAsync(await BucketOfAsync("222222222222"))).Tokens);
    }

    [Fact]
    public async Task Where_no_silo_was_lost_a_bucket_begins_full() =>
        Assert.Equal(20, (await LeaseAsync(await BucketOfAsync("111111111111"))).Tokens);

    private async Task<IQuotaGrain> BucketOfAsync(string account)
    {
        await DurableCluster.EventuallyAsync(async () =>
        {
            await _cluster!.Client.GetGrain<IAccountGrain>(account).Provision(
                new AccountDefinition { AccountId = account }, new AccountQuotas(new QuotaLimits(5, 20), PerFederatedUser: null));
            return true;
        });
        return _cluster!.Client.GetGrain<IQuotaGrain>(BucketName.OfRegion(account, "us-east-1", operation: null));
    }

    private static Task<LeaseGrant> LeaseAsync(IQuotaGrain bucket) =>
        bucket.Lease(new LeaseRequest(Guid.NewGuid(), AccountVersion: 1, Used: 0, TimeSpan.Zero, Returned: 0, Wanted: 100)).AsTask();
}
