using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.DotNet;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Clients.DotNet;

/// <summary>The real SDK against a target that remembers what it was sent: both must tell the same story.</summary>
public sealed class DotNetClientTests
{
    public static TheoryData<string> Names => [.. TestClients.Kinds.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_success_takes_one_attempt_in_the_region_it_is_told(string name)
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        await using IStsClient client = await TestClients.CreateAsync(target, name, region: "eu-central-1");

        InvocationOutcome outcome = await TestClients.IssueAsync(client);

        Assert.Equal((InvocationEnd.Ok, null), (outcome.End, outcome.ErrorCode));
        Assert.StartsWith("ASIA", outcome.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal((1, 1, 0), (outcome.Attempts, outcome.Sends, outcome.Throttles));
        SeenRequest seen = Assert.Single(target.TokenRequests);
        Assert.Equal("eu-central-1", seen.Region);
    }

    [Theory]
    [InlineData("dotnet-standard", 3)]
    [InlineData("dotnet-no-retries", 1)]
    public async Task Permanent_throttling_is_given_up_after_the_modes_last_attempt(string name, int attempts)
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = _ => "Throttling";
        await using IStsClient client = await TestClients.CreateAsync(target, name);
        var wire = new CountingWire();

        InvocationOutcome outcome = (await client.SendAsync(TestClients.FederationToken, wire, TestContext.Current.CancellationToken)).Outcome;

        Assert.Equal(InvocationEnd.GivenUp, outcome.End);
        Assert.Equal((attempts, attempts, attempts), (outcome.Attempts, outcome.Sends, outcome.Throttles));
        Assert.Equal((attempts, attempts), (wire.Sent, wire.Throttled));
        Assert.Single(target.TokenRequests.Select(request => request.InvocationId).Distinct());
        Assert.Equal(
            Enumerable.Range(1, attempts),
            target.TokenRequests.Select(request => AttemptObserver.AttemptNumber(request.AttemptHeader)));
    }

    [Fact]
    public async Task Standard_gets_through_when_the_throttling_ends()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = ordinal => ordinal == 1 ? "Throttling" : null;
        await using IStsClient client = await TestClients.CreateAsync(target, "dotnet-standard");

        InvocationOutcome outcome = await TestClients.IssueAsync(client);

        Assert.Equal(InvocationEnd.Ok, outcome.End);
        Assert.Equal((2, 1), (outcome.Attempts, outcome.Throttles));
    }

    [Theory]
    [InlineData("dotnet-standard")]
    [InlineData("dotnet-adaptive")]
    public async Task A_transient_error_is_retried_and_is_no_throttling(string name)
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = ordinal => ordinal == 1 ? "InternalFailure" : null;
        await using IStsClient client = await TestClients.CreateAsync(target, name);

        InvocationOutcome outcome = await TestClients.IssueAsync(client);

        Assert.Equal(InvocationEnd.Ok, outcome.End);
        Assert.Equal((2, 2, 0), (outcome.Attempts, outcome.Sends, outcome.Throttles));
        Assert.Single(target.TokenRequests.Select(request => request.InvocationId).Distinct());
    }

    [Fact]
    public async Task An_adaptive_call_that_waits_for_its_own_rate_keeps_its_count()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = _ => "Throttling";
        await using IStsClient client = await TestClients.CreateAsync(target, "dotnet-adaptive");
        using var enough = new CancellationTokenSource();
        var wire = new CountingWire { OnThrottled = enough.Cancel };

        // The client would now wait for half a minute; it is let go as soon as the refusal has been counted.
        InvocationOutcome outcome = (await client.SendAsync(TestClients.FederationToken, wire, enough.Token)).Outcome;

        Assert.Equal(InvocationEnd.Unfinished, outcome.End);
        Assert.Equal((1, 1), (outcome.Attempts, outcome.Throttles));
        Assert.Single(target.TokenRequests);
    }

    [Fact]
    public async Task Another_error_is_a_failure_under_its_code()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.ErrorFor = _ => "PackedPolicyTooLarge";
        await using IStsClient client = await TestClients.CreateAsync(target, "dotnet-standard");

        InvocationOutcome outcome = await TestClients.IssueAsync(client);

        Assert.Equal((InvocationEnd.Failed, "PackedPolicyTooLarge"), (outcome.End, outcome.ErrorCode));
        Assert.Equal((1, 0), (outcome.Attempts, outcome.Throttles));
    }

    [Fact]
    public async Task A_cancelled_call_is_unfinished()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        using var cancelled = new CancellationTokenSource();
        target.ErrorFor = _ =>
        {
            cancelled.Cancel();
            return "Throttling";
        };
        await using IStsClient client = await TestClients.CreateAsync(target, "dotnet-standard");

        InvocationOutcome outcome = (await client.SendAsync(TestClients.FederationToken, UnwatchedWire.Instance, cancelled.Token)).Outcome;

        Assert.Equal(InvocationEnd.Unfinished, outcome.End);
    }

    [Fact]
    public void A_secret_does_not_print() =>
        Assert.DoesNotContain("Secret", $"{ClientCredentials.Example}", StringComparison.Ordinal);

    private sealed class CountingWire : IWireWatcher
    {
        private int _sent;
        private int _throttled;

        public int Sent => _sent;

        public int Throttled => _throttled;

        public void RequestSent() => Interlocked.Increment(ref _sent);

        public Action? OnThrottled { get; init; }

        public void RequestThrottled()
        {
            Interlocked.Increment(ref _throttled);
            OnThrottled?.Invoke();
        }
    }
}
