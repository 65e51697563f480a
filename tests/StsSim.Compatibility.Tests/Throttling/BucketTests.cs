using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Throttling;

/// <summary>Which requests share a bucket. Rates are so low that the burst alone decides.</summary>
public sealed class BucketTests(ThrottledSimulator simulator) : IClassFixture<ThrottledSimulator>
{
    private const string Open = """{"default": {"requestsPerSecond": 100000, "burst": 100000}, "perFederatedUser": null}""";

    [Fact]
    public async Task A_lowered_quota_counts_from_the_first_request_after_it_was_acknowledged()
    {
        await simulator.SetQuotasAsync(Open);
        Assert.Equal(20, await AdmittedAsync(20, "us-east-1"));

        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 3}}""");

        Assert.Equal(3, await AdmittedAsync(20, "us-east-1"));
    }

    [Fact]
    public async Task A_raised_quota_counts_from_the_first_request_after_it_was_acknowledged()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 1}}""");
        Assert.Equal(1, await AdmittedAsync(5, "eu-west-1"));

        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 11}}""");

        Assert.Equal(10, await AdmittedAsync(20, "eu-west-1"));
    }

    [Fact]
    public async Task Every_region_has_a_bucket_of_its_own()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 5}}""");

        Assert.Equal(5, await AdmittedAsync(10, "us-west-1"));
        Assert.Equal(5, await AdmittedAsync(10, "us-west-2"));
        WireAnswer refusal = await CallAsync("us-west-2");
        refusal.IsRefusal(400, "Throttling", "Rate exceeded");
        Assert.Equal("123456789012/us-west-2", refusal.Headers["x-stssim-throttled-by"]);
        Assert.False(refusal.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Another_account_has_a_bucket_of_its_own()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 1}}""");
        Assert.Equal(1, await AdmittedAsync(5, "ca-central-1"));
        for (int i = 0; i < 5; i++)
        {
            (await simulator.SendAsync(StsRequest.Of(TestWorld.Legacy, "GetCallerIdentity") with { Region = "ca-central-1" }))
                .IsSuccessOf("GetCallerIdentity");
        }
    }

    [Fact]
    public async Task All_operations_of_an_account_share_its_bucket()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 3}}""");
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetSessionToken") with { Region = "sa-east-1" };
        (await simulator.SendAsync(request)).IsSuccessOf("GetSessionToken");
        (await simulator.SendAsync(StsRequest.Of(TestWorld.Bob, "GetCallerIdentity") with { Region = "sa-east-1" }))
            .IsSuccessOf("GetCallerIdentity");
        (await simulator.SendAsync(StsRequest.Of(TestWorld.Root, "GetFederationToken", "Name=Shared") with { Region = "sa-east-1" }))
            .IsSuccessOf("GetFederationToken");
        (await simulator.SendAsync(request)).IsRefusal(400, "Throttling", "Rate exceeded");
    }

    [Fact]
    public async Task A_bucket_per_federated_user_limits_one_name_and_not_another()
    {
        await simulator.SetQuotasAsync(
            """{"default": {"requestsPerSecond": 100000, "burst": 100000}, "perFederatedUser": {"requestsPerSecond": 0, "burst": 4}}""");

        Assert.Equal(4, await FederatedAsync(10, "Greedy"));
        Assert.Equal(3, await FederatedAsync(3, "Modest"));
        WireAnswer refusal = await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Greedy");
        refusal.IsRefusal(400, "Throttling", "Rate exceeded");
        Assert.Equal("123456789012/federated-user/Greedy", refusal.Headers["x-stssim-throttled-by"]);
        (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");

        FederatedUserLedger greedy = await simulator.LedgerOfAsync("Greedy");
        FederatedUserLedger modest = await simulator.LedgerOfAsync("Modest");
        Assert.Equal((4, 4, 7), (greedy.Issued, greedy.Active, greedy.Throttled));
        Assert.Equal((3, 3, 0), (modest.Issued, modest.Active, modest.Throttled));
        await simulator.SetQuotasAsync(Open);
        Assert.Equal(5, await FederatedAsync(5, "Greedy"));
    }

    private async Task<int> AdmittedAsync(int requests, string region)
    {
        int admitted = 0;
        for (int i = 0; i < requests; i++)
        {
            WireAnswer answer = await CallAsync(region);
            Assert.True(answer.Status == 200 || answer.IsThrottled, answer.Body);
            admitted += answer.Status == 200 ? 1 : 0;
        }

        return admitted;
    }

    private async Task<int> FederatedAsync(int requests, string name)
    {
        int admitted = 0;
        for (int i = 0; i < requests; i++)
        {
            WireAnswer answer = await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", $"Name={name}");
            Assert.True(answer.Status == 200 || answer.IsThrottled, answer.Body);
            admitted += answer.Status == 200 ? 1 : 0;
        }

        return admitted;
    }

    private Task<WireAnswer> CallAsync(string region) =>
        simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { Region = region });
}
