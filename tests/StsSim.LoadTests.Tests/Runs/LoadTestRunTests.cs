using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Runs;

public sealed class LoadTestRunTests
{
    [Fact]
    public async Task What_the_clients_counted_is_what_the_target_saw_and_nothing_is_lost()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        int refused = 0;
        target.ErrorFor = ordinal => ordinal % 5 == 0 && Interlocked.Increment(ref refused) > 0 ? "Throttling" : null;
        var options = new RunOptions(
            new SteadyIssuance(), target.Endpoint, TimeSpan.FromSeconds(2), 40, 7, null, ClientCredentials.Example);
        ScenarioPlan plan = options.Scenario.Plan(options.Duration, options.Rate);

        // Adaptive clients wait half a minute for their own rate; the other two show the accounting as well.
        (ClientGroup Group, ICaller Client)[] clients =
        [
            .. ClientGroup.All.Where(group => group.Name != "Adaptive")
                .Select(group => (group, (ICaller)new StsClient(target.Endpoint, group, options.Credentials))),
        ];
        using var run = new LoadTestRun(options.Rate, options.Seed, plan, clients, quota: null, TimeProvider.System);
        await run.RunAsync(TestContext.Current.CancellationToken);
        IReadOnlyList<GroupResult> results = run.Results();

        Assert.Equal(target.TokenRequests.Count, results.Sum(group => group.Total.Attempts));
        Assert.Equal(target.TokenRequests.Count, results.SelectMany(group => group.Timeline).Sum(slot => slot.Attempts));
        Assert.Equal(refused, results.Sum(group => group.Total.Throttled));
        Assert.Equal(refused, results.SelectMany(group => group.Timeline).Sum(slot => slot.Throttled));
        Assert.Equal(run.IssuedKeys.Issued, results.Sum(group => group.Total.Ok));
        Assert.Equal(0, run.IssuedKeys.Duplicates);
        Assert.All(results, group =>
        {
            TallyFigures total = group.Total;
            Assert.Equal(total.Offered, total.Ok + total.GivenUp + total.HeldBack + total.Failed + total.Unfinished + total.Dropped);
            Assert.Equal(total.Offered, group.Phases.Sum(phase => phase.Offered));
            Assert.Equal(total.Started, total.AttemptsPerInvocation.Values.Sum());
            Assert.Equal(total.Attempts, target.TokenRequests.Count(request => request.Region == group.Group.Region));
        });

        // One seed, one load: every group was offered the same.
        Assert.Single(results.Select(group => group.Total.Offered).Distinct());
        foreach ((_, ICaller client) in clients)
        {
            client.Dispose();
        }
    }
}
