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

    private async Task<(IQuotaGrain Quota, LeaseRequest Request)> NewQuotaAsync(QuotaLimits limits)
    {
        string account = await cluster.NewAccountAsync(new AccountQuotas(limits, null));
        long version = (await cluster.Client.GetGrain<IAccountGrain>(account).GetSnapshot())!.Version;
        return (QuotaOf(account, "us-east-1"), new LeaseRequest(Guid.NewGuid(), version, 0, TimeSpan.Zero, 0, 1));
    }

    private IQuotaGrain QuotaOf(string account, string region) => cluster.Client.GetGrain<IQuotaGrain>(BucketName.OfRegion(account, region, operation: null));
}
