using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Accounts;
using StsSim.Operations.Experiments;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests.Accounts;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Experiments;

public sealed class ExperimentRecorderTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly StsInstruments _instruments = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly Dictionary<string, RecordingExperiment> _experiments = new() { ["world"] = new(), ["account"] = new() };
    private readonly ExperimentRecorder _recorder;

    public ExperimentRecorderTests() => _recorder = new ExperimentRecorder(KnownGrains.Of((_, id) => _experiments[id]), _instruments, _clock);

    public static TheoryData<ServedRequest, string> Outcomes { get; } = new()
    {
        { Request(200), nameof(ServedCounts.Ok) },
        { Request(400, "Throttling", throttledBy: "123456789012/us-east-1"), nameof(ServedCounts.Throttled) },
        { Request(400, "Throttling", faultId: "storm"), nameof(ServedCounts.Throttled) },
        { Request(503, "SlowDown", faultId: "storm"), nameof(ServedCounts.Throttled) },
        { Request(429, "Anything"), nameof(ServedCounts.Throttled) },
        { Request(403, "AccessDenied"), nameof(ServedCounts.ClientErrors) },
        { Request(503, "ServiceUnavailable", faultId: "down"), nameof(ServedCounts.ServerErrors) },
        { Request(200, delivered: false), nameof(ServedCounts.Abandoned) },
        { Request(400, "Throttling", throttledBy: "123456789012/us-east-1", delivered: false), nameof(ServedCounts.Abandoned) },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Each_request_has_one_outcome(ServedRequest request, string outcome)
    {
        _recorder.Record(Phase("world"), request);
        await _recorder.FlushAsync();

        ServedCounts total = _experiments["world"].Total(0);
        Assert.Equal(
            [outcome],
            typeof(ServedCounts).GetProperties()
                .Where(property => property.Name is not (nameof(ServedCounts.Requests) or nameof(ServedCounts.FirstAttempts) or nameof(ServedCounts.Faulted)))
                .Where(property => (long)property.GetValue(total)! == 1)
                .Select(property => property.Name));
        Assert.Equal((1, 1, request.FaultId is null ? 0 : 1), (total.Requests, total.FirstAttempts, total.Faulted));
    }

    [Fact]
    public async Task A_request_counts_in_the_slot_in_which_it_arrived()
    {
        ExperimentPhase phase = Phase("world") with { SlotCount = 3 };
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        _recorder.Record(phase, Request(200));
        _recorder.Record(phase, Request(200) with { Duration = TimeSpan.FromSeconds(1), Attempt = 2 });
        _clock.Advance(TimeSpan.FromSeconds(60));
        _recorder.Record(phase, Request(200));
        await _recorder.FlushAsync();

        ServedBatch batch = Assert.Single(_experiments["world"].Batches);
        Assert.Equal([(0, 1, 1), (1, 1, 0), (2, 1, 0)], batch.Slots.OrderBy(slot => slot.Index).Select(slot => (slot.Index, slot.Counts.Requests, slot.Counts.Retries)));
        Assert.Equal(1_000_000, batch.SlowestMicroseconds);
        Assert.Equal(3, batch.Latencies.Sum(latency => latency.Value));
    }

    [Fact]
    public async Task A_request_counts_in_the_experiment_of_the_world_and_in_that_of_its_account()
    {
        var account = new Account(
            ProvisionedAccounts.Snapshot(1) with { Misbehaviour = new Misbehaviour { Phase = Phase("account") } },
            new AccountLeases(ProvisionedAccounts.Id, 1, KnownGrains.None, _clock, _instruments));

        _recorder.Record(Phase("world"), Request(200) with { Account = account });
        _recorder.Record(worldPhase: null, Request(200) with { Account = account });
        _recorder.Record(Phase("world"), Request(200));
        await _recorder.FlushAsync();

        Assert.Equal((2, 2), (_experiments["world"].Total(0).Requests, _experiments["account"].Total(0).Requests));
    }

    [Fact]
    public async Task What_cannot_be_told_is_told_the_next_time_and_holds_up_nobody_else()
    {
        _experiments["world"].OnRecord = () => throw new TimeoutException();
        _recorder.Record(Phase("world"), Request(200));
        _recorder.Record(Phase("account"), Request(200));
        await Assert.ThrowsAsync<TimeoutException>(_recorder.FlushAsync);
        Assert.Equal(1, _experiments["account"].Total(0).Requests);

        _experiments["world"].OnRecord = () => Task.CompletedTask;
        _recorder.Record(Phase("world"), Request(400, "ValidationError"));
        await _recorder.FlushAsync();

        ServedCounts told = _experiments["world"].Total(0);
        Assert.Equal((2, 1, 1), (told.Requests, told.Ok, told.ClientErrors));
        Assert.Equal(1, _experiments["account"].Total(0).Requests);
    }

    [Fact]
    public async Task A_phase_that_has_been_quiet_for_long_is_counted_again()
    {
        _recorder.Record(Phase("world"), Request(200));
        for (int round = 0; round < 300; round++)
        {
            await _recorder.FlushAsync();
        }

        _recorder.Record(Phase("world"), Request(200));
        await _recorder.FlushAsync();

        Assert.Equal(2, _experiments["world"].Total(0).Requests);
        Assert.Equal(2, _instruments.GrainCallCount); // none where there is nothing to tell
    }

    [Theory]
    [InlineData("attempt=2; max=3", 2)]
    [InlineData("ttl=20261127T120000Z; Attempt=3;max=3", 3)]
    [InlineData("max=3", 1)]
    [InlineData("attempt=x", 1)]
    [InlineData("attempt=0", 1)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void The_attempt_is_what_the_header_says(string? header, int attempt) => Assert.Equal(attempt, SdkAttempt.Of(header));

    public void Dispose() => _instruments.Dispose();

    private static ExperimentPhase Phase(string experiment) => new() { ExperimentId = experiment, Index = 0, Name = "phase", Seed = 0, StartedAt = Start };

    private static ServedRequest Request(int status, string code = "OK", string? faultId = null, string? throttledBy = null, bool delivered = true) =>
        new(Account: null, "GetCallerIdentity", code, status, Attempt: 1, faultId, throttledBy, TimeSpan.Zero, delivered);
}
