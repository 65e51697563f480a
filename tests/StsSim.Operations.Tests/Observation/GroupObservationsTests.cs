using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Tests.Observation;

/// <summary>What a gateway keeps of clients until it has told the observatory.</summary>
public sealed class GroupObservationsTests
{
    private static readonly ClientGroup Group = new("123456789012", "app", "Boto3", "1.43.11", "python", "standard", IsInferred: false);
    private static readonly ExperimentPhase Calm = new() { ExperimentId = "experiment-1", Index = 0, Name = "calm", Seed = 1 };
    private static readonly ExperimentPhase Storm = new() { ExperimentId = "experiment-1", Index = 1, Name = "storm", Seed = 1 };

    private readonly GroupObservations _observations = new(Group);

    [Fact]
    public void A_batch_names_each_client_and_phase_once()
    {
        var ann = new ClientEntry(new ObservedClient("ann", "10.0.0.1"));
        var bob = new ClientEntry(new ObservedClient("bob", "10.0.0.2"));
        See(ann, Calm).See(bob, Storm).See(ann, Storm).See(ann, phase: null);

        ObservedBatch batch = _observations.Tell();

        Assert.Equal(["ann", "bob"], batch.Clients.Select(client => client.Principal));
        Assert.Equal(["calm", "storm"], batch.Segments.Select(segment => segment.PhaseName));
        Assert.Equal([(0, 0), (1, 1), (0, 1), (0, -1)], batch.Attempts.Select(attempt => (attempt.Client, attempt.Segment)));
        Assert.Null(_observations.TakeBatch());

        See(bob, Storm);
        ObservedBatch next = _observations.Tell();
        Assert.Equal("bob", Assert.Single(next.Clients).Principal);
        Assert.Equal((0, 0), (next.Attempts[0].Client, next.Attempts[0].Segment));
    }

    [Fact]
    public void What_there_is_no_room_for_or_was_lost_on_the_way_is_counted()
    {
        var ann = new ClientEntry(new ObservedClient("ann", "10.0.0.1"));
        ObservedAttempt attempt = NewAttempt();
        for (int i = 0; i < 60_000; i++)
        {
            _observations.Append(ann, phase: null, attempt); // one object: it is counted and not looked at
        }

        ObservedBatch batch = _observations.Tell();
        Assert.InRange(batch.Attempts.Length, 1, 50_000);
        Assert.Equal(60_000, batch.Attempts.Length + batch.Dropped);

        _observations.Lost(batch);
        ObservedBatch next = _observations.Tell();
        Assert.Empty(next.Attempts);
        Assert.Equal(60_000, next.Dropped);

        See(ann, phase: null);
        Assert.Single(_observations.Tell().Attempts); // there is room again
    }

    [Fact]
    public void What_was_counted_serves_other_requests_once_each_and_remembers_nothing()
    {
        var ann = new ClientEntry(new ObservedClient("ann", "10.0.0.1"));
        See(ann, Calm).See(ann, Calm).See(ann, Calm);
        ObservedBatch batch = _observations.Tell();
        HashSet<ObservedAttempt> counted = [.. batch.Attempts];
        Assert.DoesNotContain(_observations.NewAttempt(), counted); // it is still told

        _observations.Counted(batch);

        ObservedAttempt[] next = [.. Enumerable.Range(0, 5).Select(_ => _observations.NewAttempt())];
        Assert.Distinct(next);
        Assert.Equal(3, next.Count(counted.Contains));
        Assert.All(next, attempt => Assert.Equal((Guid.Empty, "", "", 0, 0), (attempt.Invocation, attempt.Operation, attempt.Code, attempt.Status, attempt.Segment)));
    }

    [Fact]
    public void What_was_lost_on_the_way_may_still_be_read_there_and_serves_nobody()
    {
        See(new ClientEntry(new ObservedClient("ann", "10.0.0.1")), Calm);
        ObservedBatch batch = _observations.Tell();

        _observations.Lost(batch);

        Assert.DoesNotContain(_observations.NewAttempt(), batch.Attempts);
    }

    private GroupObservationsTests See(ClientEntry client, ExperimentPhase? phase)
    {
        _observations.Append(client, phase, NewAttempt());
        return this;
    }

    private static ObservedAttempt NewAttempt() => new()
    {
        Client = 0,
        Segment = -1,
        Invocation = Guid.NewGuid(),
        Fingerprint = 0,
        Attempt = 1,
        MaximumAttempts = 0,
        Operation = "GetCallerIdentity",
        Code = "OK",
        Status = 200,
        Outcome = AttemptOutcome.Ok,
        ArrivedAt = 0,
        Duration = 0,
    };
}

file static class Told
{
    public static ObservedBatch Tell(this GroupObservations observations) =>
        observations.TakeBatch() ?? throw new InvalidOperationException("There was nothing to tell.");
}
