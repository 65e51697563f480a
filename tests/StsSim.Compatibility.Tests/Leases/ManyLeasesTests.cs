using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Compatibility.Tests.Leases;

/// <summary>A thousand test runs at once, each in an account of its own.</summary>
public sealed class ManyLeasesTests(ITestOutputHelper output)
{
    private const int Leases = 1_000;
    private const int AtOnce = 32;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancel };

    [Fact]
    public async Task A_thousand_leases_see_nothing_of_each_other()
    {
        await using StsSimulator simulator = await StsSimulator.StartAsync(cancellationToken: Cancel);
        using var http = new HttpClient();
        long memoryBefore = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        var accounts = new LeasedAccount[Leases];
        var slowest = new ConcurrentBag<TimeSpan>();
        await Parallel.ForAsync(0, Leases, Parallelism, async (i, _) =>
        {
            long start = Stopwatch.GetTimestamp();
            accounts[i] = await simulator.LeaseAccountAsync(new LeaseOptions { Quota = new Quota(0, 5 + (i % 7)) }, Cancel);
            slowest.Add(Stopwatch.GetElapsedTime(start));

            // What POST answered is known at once.
            (await SendAsync(http, simulator, accounts[i], "GetCallerIdentity", "")).IsSuccessOf("GetCallerIdentity");
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Leases} leases taken in {watch.Elapsed.TotalSeconds:0.0} s, {AtOnce} at a time; the slowest took {slowest.Max().TotalMilliseconds:0} ms"));
        long memory = (GC.GetTotalMemory(forceFullCollection: true) - memoryBefore) / Leases;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{memory / 1024} KB a lease, storage in memory and gateway together"));

        Assert.Equal(Leases, accounts.Select(account => account.AccountId).Distinct().Count());
        Assert.Equal(Leases, accounts.Select(account => account.Credentials.AccessKeyId).Distinct().Count());
        Assert.InRange(memory, 0, 256 * 1024);

        await Parallel.ForAsync(0, Leases, Parallelism, async (i, _) =>
        {
            LeasedAccount account = accounts[i];
            (await SendAsync(http, simulator, account, "GetFederationToken", "Name=Bob")).IsSuccessOf("GetFederationToken");
            Assert.Equal(200, (await SendIamAsync(http, simulator, account, $"Action=CreateUser&UserName=user-{i}")).Status);
        });

        await Parallel.ForAsync(0, Leases, Parallelism, async (i, _) =>
        {
            LeasedAccount account = accounts[i];
            WireAnswer users = await SendIamAsync(http, simulator, account, "Action=ListUsers");
            Assert.Equal(["test", $"user-{i}"], UserNames(users.Body));
            Assert.Equal(5 + (i % 7), (await account.GetQuotasAsync(Cancel)).Default.Burst);
            Assert.Equal((1, 0), ((await account.GetFederatedUserAsync("Bob", Cancel)).Issued, (await account.GetFederatedUserAsync("Bob", Cancel)).Throttled));

            // Of another's role it may assume nothing, as of any foreign account.
            string foreign = Uri.EscapeDataString(accounts[(i + 1) % Leases].RoleArn);
            (await SendAsync(http, simulator, account, "AssumeRole", $"RoleArn={foreign}&RoleSessionName=thief")).IsRefusal(
                403, "AccessDenied",
                $"User: arn:aws:iam::{account.AccountId}:user/test is not authorized to perform: sts:AssumeRole on resource: {accounts[(i + 1) % Leases].RoleArn}");
        });

        watch.Restart();
        await Parallel.ForAsync(0, Leases, Parallelism, async (i, _) => await accounts[i].DisposeAsync());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"freed in {watch.Elapsed.TotalSeconds:0.0} s"));
        (await SendAsync(http, simulator, accounts[0], "GetCallerIdentity", "")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    private static IEnumerable<string> UserNames(string body) => Regex.Matches(body, "<UserName>([^<]+)</UserName>").Select(match => match.Groups[1].Value);

    private static Task<WireAnswer> SendAsync(HttpClient http, StsSimulator simulator, LeasedAccount account, string action, string parameters) =>
        LeaseRequests.SendAsync(http, simulator, StsRequest.Of(LeaseRequests.KeyOf(account), action, parameters));

    private static Task<WireAnswer> SendIamAsync(HttpClient http, StsSimulator simulator, LeasedAccount account, string form) =>
        LeaseRequests.SendAsync(http, simulator, new StsRequest(LeaseRequests.KeyOf(account), form + "&Version=2010-05-08") { Service = "iam" });
}
