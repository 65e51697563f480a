using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Tests.Experiments;

namespace StsSim.Grains.Tests.Observatory;

[Collection(nameof(SimulatorCluster))]
public sealed class ObservatoryGrainTests(SimulatorCluster cluster) : IAsyncLifetime
{
    private IObservatoryGrain Observatory => IObservatoryGrain.Of(cluster.Client);

    public async ValueTask InitializeAsync() => await Observatory.Forget(accountId: null);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Observatory.Forget(accountId: null);
    }

    [Fact]
    public async Task Groups_that_were_told_of_are_listed_and_forgotten_by_account()
    {
        ClientGroup one = SeenClients.Standard with { AccountId = "111111111111" };
        ClientGroup other = SeenClients.Standard with { AccountId = "222222222222" };
        await TellAsync(one, Guid.NewGuid());
        await TellAsync(other, Guid.NewGuid());
        Assert.Equal([one, other], (await Observatory.List()).OrderBy(group => group.AccountId));
        Assert.Equal(1, (await cluster.Client.GetGrain<IClientGroupGrain>(one.Key).Report(ClientScope.Everything))!.Figures[ClientFigure.Requests]);

        await Observatory.Forget("111111111111");

        Assert.Equal([other], await Observatory.List());
        Assert.Null(await cluster.Client.GetGrain<IClientGroupGrain>(one.Key).Report(ClientScope.Everything));
    }

    [Fact]
    public async Task Attempts_that_gateways_saw_are_one_invocation_and_everything_travels()
    {
        var call = Guid.NewGuid();
        await TellAsync(SeenClients.Standard, call, attempt: 1, code: "Throttling");
        await TellAsync(SeenClients.Standard, call, attempt: 2, atMs: 800);
        IClientGroupGrain group = cluster.Client.GetGrain<IClientGroupGrain>(SeenClients.Standard.Key);

        ClientGroupReport report = (await group.Report(ClientScope.Everything))!;
        Assert.Equal(2, report.Figures[ClientFigure.Amplification]);
        Assert.Equal(SeenClients.Standard, report.Group);
        Assert.Equal(1, Assert.Single(report.Delays).Total);
        Assert.Equal(2, Assert.Single(report.Timeline).Requests);
        Assert.Equal(2, Assert.Single(await group.ListClients(10)).Attempts);
        Assert.Equal(call, Assert.Single(await group.ListInvocations(new InvocationQuery(true, false, 10))).Id);
    }

    [Fact]
    public async Task Beyond_the_groups_there_is_room_for_applications_are_told_apart_no_more()
    {
        ClientGroup[] many = [.. Enumerable.Range(0, IObservatoryGrain.MostGroups + 50).Select(number => SeenClients.Standard with { ApplicationId = $"app-{number}" })];

        IReadOnlyList<ClientGroup> admitted = await Observatory.Admit(many);

        Assert.Equal(many[0], admitted[0]);
        Assert.Equal("(others)", admitted[^1].ApplicationId);
        Assert.Equal("Boto3", admitted[^1].Sdk);
        Assert.InRange(admitted.Distinct().Count(), 100, IObservatoryGrain.MostGroups);
        Assert.Equal(admitted.Distinct().ToHashSet(), (await Observatory.List()).ToHashSet());
        Assert.Equal(many[0], (await Observatory.Admit([many[0]]))[0]); // who is in stays in
    }

    [Fact]
    public async Task However_many_kinds_of_clients_there_are_there_is_a_bound()
    {
        ClientGroup[] many = [.. Enumerable.Range(0, 2 * IObservatoryGrain.MostGroups).Select(number => SeenClients.Standard with { Sdk = $"sdk-{number}" })];

        IReadOnlyList<ClientGroup> admitted = await Observatory.Admit(many);

        Assert.Equal(ClientGroup.Others, admitted[^1]);
        Assert.InRange((await Observatory.List()).Count, 100, IObservatoryGrain.MostGroups);
    }

    [Fact]
    public async Task Groups_that_fell_silent_make_room()
    {
        await Observatory.Admit([.. Enumerable.Range(0, IObservatoryGrain.MostGroups).Select(number => SeenClients.Standard with { ApplicationId = $"old-{number}" })]);
        cluster.Clock.Advance(TimeSpan.FromMinutes(11));
        ClientGroup young = SeenClients.Standard with { ApplicationId = "young" };

        Assert.Equal(young, (await Observatory.Admit([young]))[0]);
        Assert.Equal([young], await Observatory.List());
    }

    [Fact]
    public async Task An_experiment_checks_what_it_expects_of_clients_and_keeps_what_it_found()
    {
        string account = await cluster.NewAccountAsync();
        ClientGroup group = SeenClients.Standard with { AccountId = account };
        string id = SampleExperiments.NewId();
        ExperimentDefinition definition = SampleExperiments.Outage(account) with
        {
            Expectations = [ExpectAmplification(1.5, phase: 0), ExpectAmplification(2.5, phase: null), ExpectAmplification(2.5, phase: 1)],
        };
        await IExperimentRegistryGrain.Of(cluster.Client).Start(id, definition);
        var call = Guid.NewGuid();
        var phase = new ObservedSegment(id, 0, "before");
        await TellAsync(group, call, attempt: 1, code: "Throttling", phase: phase);
        await TellAsync(group, call, attempt: 2, atMs: 800, phase: phase);
        IExperimentGrain experiment = cluster.Client.GetGrain<IExperimentGrain>(id);
        await experiment.Stop("the test has seen enough");

        Assert.Equal(
            [(ExpectationOutcome.Broken, 2, group.Name), (ExpectationOutcome.Held, 2, group.Name), (ExpectationOutcome.Broken, null, null)],
            (await experiment.GetReport())!.Expectations.Select(expectation => (expectation.Outcome, expectation.Observed, expectation.Clients)));

        await Observatory.Forget(accountId: null);
        Assert.Equal(2, (await experiment.GetReport())!.Expectations[0].Observed);
    }

    private static Expectation ExpectAmplification(double most, int? phase) => new("as a test wants it", phase, Figure: null, Comparison.AtMost, most)
    {
        Clients = new ClientMeasure("amplification", "*", ClientFigure.Amplification, WithinMs: null, PerHourOf: null),
    };

    private async Task TellAsync(ClientGroup group, Guid call, int attempt = 1, double atMs = 0, string code = "OK", ObservedSegment? phase = null)
    {
        await Observatory.Admit([group]);
        await cluster.Client.GetGrain<IClientGroupGrain>(group.Key).Record(new ObservedBatch(
            group,
            [new ObservedClient("arn:aws:iam::123456789012:user/a", "10.0.0.1")],
            phase is null ? [] : [phase],
            [
                new ObservedAttempt
                {
                    Client = 0,
                    Segment = phase is null ? -1 : 0,
                    Invocation = call,
                    Fingerprint = 1,
                    Attempt = attempt,
                    MaximumAttempts = 3,
                    Operation = "AssumeRole",
                    Code = code,
                    Status = code == "OK" ? 200 : 400,
                    Outcome = code == "OK" ? AttemptOutcome.Ok : AttemptOutcome.Throttled,
                    ArrivedAt = cluster.Clock.GetUtcNow().AddMilliseconds(atMs - 10_000).UtcTicks,
                    Duration = TimeSpan.TicksPerMillisecond,
                },
            ],
            Dropped: 0));
    }
}
