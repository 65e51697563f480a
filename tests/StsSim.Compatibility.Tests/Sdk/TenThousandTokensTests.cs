using System.Collections.Concurrent;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Sdk;

public sealed class IssuingSimulator : RunningSimulator;

public sealed class TenThousandTokensTests(IssuingSimulator simulator) : IClassFixture<IssuingSimulator>
{
    private const int Users = 1_000;
    private const int TokensEach = 10;

    [Fact]
    public async Task Ten_thousand_tokens_have_ten_thousand_keys_and_the_ledgers_know_them_all()
    {
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 1000000, "burst": 1000000}}""");
        using AmazonSecurityTokenServiceClient alice = SdkClient.Create(simulator.Endpoint, TestWorld.Alice);
        var keys = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, Users * TokensEach, options, async (i, cancel) =>
        {
            GetFederationTokenResponse issued = await alice.GetFederationTokenAsync(new GetFederationTokenRequest(NameOf(i % Users)), cancel);
            keys.Add(issued.Credentials.AccessKeyId);
        });

        Assert.Equal(Users * TokensEach, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.All(keys, key => Assert.Matches("^ASIARZPUZDI[A-Z2-7]{9}$", key));

        var ledgers = new ConcurrentBag<FederatedUserLedger>();
        await Parallel.ForAsync(0, Users, options, async (i, _) => ledgers.Add(await simulator.LedgerOfAsync(NameOf(i))));
        Assert.All(ledgers, ledger => Assert.Equal((10, 10, 0, 0, 0), (ledger.Issued, ledger.Active, ledger.Expired, ledger.Revoked, ledger.Throttled)));
        Assert.Equal(Users * TokensEach, ledgers.Sum(ledger => ledger.Issued));
        Assert.Subset(keys.ToHashSet(), ledgers.SelectMany(ledger => ledger.Sessions.Select(session => session.AccessKeyId)).ToHashSet());
    }

    private static string NameOf(int user) => $"user-{user}";
}
