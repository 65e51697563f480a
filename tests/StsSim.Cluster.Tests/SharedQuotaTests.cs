using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Cluster.Tests;

/// <summary>One quota, several gateways: together they admit what one would.</summary>
public sealed class SharedQuotaTests
{
    private const double Rate = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Four_gateways_keep_to_one_quota_while_one_is_killed_and_while_the_quota_is_changed()
    {
        await using SimulatorCluster cluster = await SimulatorCluster.StartAsync(silos: 1, gateways: 4);
        LeasedAccount lease = await cluster.Gateways[0].Simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(Rate, Rate) }, Cancel);
        var key = new ClientKey(lease.Credentials.AccessKeyId, lease.Credentials.SecretAccessKey);

        // Skewed: most of the load comes to one gateway, and the one that is killed has a good part of the rest.
        SimulatorProcess[] skewed = [cluster.Gateways[0], cluster.Gateways[0], cluster.Gateways[0], cluster.Gateways[1], cluster.Gateways[1], cluster.Gateways[2], cluster.Gateways[3]];
        RequestLoad load = RequestLoad.Begin(skewed, callersEach: 1, TimeSpan.FromMilliseconds(5), _ => StsRequest.Of(key, "GetCallerIdentity"));
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(5));
        await cluster.Gateways[1].KillAsync();
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(5));
        IReadOnlyList<SentRequest> before = load.Sent;
        TimeSpan changing = load.Elapsed;
        await cluster.Gateways[3].Simulator.Account(lease.AccountId).SetQuotasAsync(new Quota(Rate / 3, Rate / 3), cancellationToken: Cancel);
        TimeSpan changed = load.Elapsed;
        await RequestLoad.GoOnAsync(TimeSpan.FromSeconds(5));
        IReadOnlyList<SentRequest> all = await load.EndAsync();
        SentRequest[] after = [.. all.Where(request => request.SentAt >= changed)];
        int admitted = before.Count(request => request.IsOk);
        string words = $"{Outages.InWords(all)}; {admitted} admitted before the change, most over it {AdmittedRequests.LargestExcess(before, Rate, Rate):0.0}; "
            + $"{after.Count(request => request.IsOk)} after it, most over {AdmittedRequests.LargestExcess(after, Rate / 3, Rate / 3):0.0}";
        TestContext.Current.TestOutputHelper?.WriteLine(words);

        Assert.True(AdmittedRequests.LargestExcess(before, Rate, Rate) <= 0, words);
        Assert.True(AdmittedRequests.LargestExcess(after, Rate / 3, Rate / 3) <= 0, words);
        Assert.True(admitted >= 0.8 * Rate * changing.TotalSeconds, words);
        Assert.All(all.Where(request => request.Gateway != cluster.Gateways[1]), request => Assert.True(request.IsOk || request.Outcome == "400 Throttling", words));
    }
}
