using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Clients;
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
        ScenarioPlan plan = options.Plan();

        // Adaptive clients wait half a minute for their own rate; the other two show the accounting as well.
        PreparedGroup[] groups = await Task.WhenAll(TestClients.Groups
            .Where(group => group.Name != "dotnet-adaptive")
            .Select(group => TestClients.PrepareAsync(target, group, options.Settings)));
        using var run = new LoadTestRun(options.Scenario, plan, groups, control: null, TimeProvider.System);
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
        foreach (PreparedGroup group in groups)
        {
            await group.Client.DisposeAsync();
        }
    }
}
