using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Clients;

public sealed class HandWrittenRetriesTests
{
    [Fact]
    public async Task Whatever_went_wrong_is_tried_five_times()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = _ => "PackedPolicyTooLarge";
        await using IStsClient client = await TestClients.CreateAsync(target, "naive");

        InvocationOutcome outcome = await TestClients.IssueAsync(client);

        Assert.Equal((InvocationEnd.Failed, 5), (outcome.End, outcome.Attempts));
        Assert.Equal(5, target.TokenRequests.Count);

        // To the server each is an invocation of its own: it cannot tell that anybody retries.
        Assert.Equal(5, target.TokenRequests.Select(request => request.InvocationId).Distinct().Count());
    }

    [Fact]
    public async Task A_success_ends_it()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = ordinal => ordinal < 3 ? "Throttling" : null;
        await using IStsClient client = await TestClients.CreateAsync(target, "naive");

        InvocationOutcome outcome = await TestClients.IssueAsync(client);

        Assert.Equal((InvocationEnd.Ok, 3, 2), (outcome.End, outcome.Attempts, outcome.Throttles));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_is_a_failure()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        var never = new TaskCompletionSource();
        target.HoldBack = _ => never.Task;
        await using IStsClient client = await TestClients.CreateAsync(target, "naive", TimeSpan.FromMilliseconds(100));

        InvocationOutcome outcome = await TestClients.IssueAsync(client);
        never.SetResult();

        Assert.Equal((InvocationEnd.Failed, 5), (outcome.End, outcome.Attempts));
    }
}
