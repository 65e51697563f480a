using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Experiments;

namespace StsSim.Grains.Tests.Experiments;

/// <summary>What a report makes of the counts.</summary>
public sealed class ExperimentFiguresTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly ExperimentFigures _figures = new();

    [Fact]
    public void Figures_follow_from_the_counts()
    {
        ExperimentReport report = Report(Running(second: 15), new ServedBatch(
            Phase: 0,
            [new ServedSlot(0, new ServedCounts { Requests = 60, Ok = 30, Throttled = 20, ClientErrors = 2, ServerErrors = 3, Abandoned = 5, Faulted = 4, Retries = 20 }),
             new ServedSlot(9, new ServedCounts { Requests = 40, Ok = 40 })],
            [new(LatencyBuckets.Of(1000), 90), new(LatencyBuckets.Of(50_000), 10)],
            SlowestMicroseconds: 51_234));

        PhaseFigures first = report.Phases[0].Figures;
        Assert.Equal((100, 70, 20, 2, 3, 5, 4), (first.Requests, first.Ok, first.Throttled, first.ClientErrors, first.ServerErrors, first.Abandoned, first.Faulted));
        Assert.Equal((10, 7), (first.OfferedPerSecond, first.GoodputPerSecond));
        Assert.Equal((0.7, 0.2, 0.1), (first.SuccessRate, first.ThrottledRate, first.ErrorRate));
        Assert.Equal((80, 20, 1.25), (first.FirstAttempts, first.Retries, first.Amplification));
        Assert.Equal(1, first.P50Ms!.Value, tolerance: 0.03);
        Assert.Equal(1, first.P90Ms!.Value, tolerance: 0.03);
        Assert.Equal(50, first.P99Ms!.Value, tolerance: 1.5);
        Assert.Equal(51.234, first.MaxMs);
        Assert.Equal((100, 6.6667), (report.Figures.Requests, report.Figures.OfferedPerSecond));
        Assert.Equal(new ServedCounts { Requests = 40, Ok = 40 }, report.Timeline[9].Counts);
    }

    [Fact]
    public void What_was_not_observed_has_no_figure_and_holds_no_expectation()
    {
        ExperimentReport report = Report(Running(second: 15, Expect(0, Figure.SuccessRate, Comparison.NotEqual, 7)));

        PhaseFigures first = report.Phases[0].Figures;
        Assert.Equal((0, null, null, null, null, null), (first.Requests, first.SuccessRate, first.Amplification, first.P50Ms, first.MaxMs, first.TimeToRecoverSeconds));
        Assert.Equal(ExpectationOutcome.Broken, Assert.Single(report.Expectations).Outcome);
    }

    [Fact]
    public void An_expectation_is_pending_until_what_it_is_about_is_over()
    {
        Expectation[] expectations =
        [
            Expect(0, Figure.Ok, Comparison.AtLeast, 70), Expect(0, Figure.Ok, Comparison.MoreThan, 70), Expect(1, Figure.Ok, Comparison.Equal, 0),
            Expect(null, Figure.Amplification, Comparison.AtMost, 3),
        ];
        ServedBatch batch = Ok(phase: 0, 70);

        Assert.Equal(
            [ExpectationOutcome.Held, ExpectationOutcome.Broken, ExpectationOutcome.Pending, ExpectationOutcome.Pending],
            Report(Running(second: 15, expectations), batch).Expectations.Select(expectation => expectation.Outcome));
        ExperimentReport ended = Report(Ended(second: 18, expectations));
        Assert.Equal(
            [ExpectationOutcome.Held, ExpectationOutcome.Broken, ExpectationOutcome.Held, ExpectationOutcome.Held],
            ended.Expectations.Select(expectation => expectation.Outcome));
        Assert.Equal(("*", ">= 70", 70.0, 1.0), (ended.Expectations[3].Phase, ended.Expectations[0].Expected, ended.Expectations[0].Observed, ended.Expectations[3].Observed));
    }

    [Theory]
    [InlineData(new[] { 100, 100, 100, 100, 100, 100, 100, 100 }, 0.0)]
    [InlineData(new[] { 0, 0, 0, 100, 100, 100, 100, 100 }, 3.0)]
    [InlineData(new[] { 0, 100, 100, 100, 0, 100, 100, 100, 100, 100 }, 5.0)]
    [InlineData(new[] { 94, 94, 94, 94, 94, 94, 94 }, null)]
    [InlineData(new[] { 90, 100, 90, 100, 95, 100, 95, 100 }, 0.0)] // as a mean it never left
    [InlineData(new[] { 100, 100, 100, 100, 100, 100, 0, 0 }, null)]
    [InlineData(new[] { 0, 0, 0, 0, 0, 0, 100, 100 }, null)] // who knows whether it stays
    [InlineData(new[] { 90, 100 }, 0.0)] // shorter than the mean: as a whole
    [InlineData(new int[0], null)]
    public void Recovery_is_when_goodput_is_back_and_stays(int[] ok, double? recovered)
    {
        TimelineSlot[] slots = [.. ok.Select((count, second) => new TimelineSlot(20 + second, 1, 2, new ServedCounts { Ok = count }))];

        Assert.Equal(recovered, GoodputRecovery.SecondsUntil(slots, baseline: 100));
    }

    [Theory]
    [InlineData(30, 1, 31)]
    [InlineData(600, 1, 601)]
    [InlineData(601, 2, 302)]
    [InlineData(86_400, 300, 289)]
    public void A_long_experiment_has_wider_slots_and_no_more_of_them(int seconds, int width, int slots)
    {
        var definition = new ExperimentDefinition
        {
            Name = "long",
            Seed = 0,
            Phases = [new PhaseDefinition { Name = "a", Duration = TimeSpan.FromSeconds(seconds - 0.5) }, new PhaseDefinition { Name = "b", Duration = TimeSpan.FromSeconds(0.5) }],
        };
        TimeSpan found = TimelineGrid.WidthFor(definition);

        Assert.Equal(width, found.TotalSeconds);
        Assert.Equal(slots, definition.Phases.Sum(phase => TimelineGrid.CountFor(phase, found)));
    }

    [Fact]
    public void A_bucket_is_within_three_percent_of_every_latency_in_it()
    {
        int last = -1;
        for (double exact = 0; exact < 3_600_000_000; exact = Math.Max(exact + 1, exact * 1.01))
        {
            long microseconds = (long)exact;
            int bucket = LatencyBuckets.Of(microseconds);
            Assert.InRange(bucket, Math.Max(0, last), LatencyBuckets.Count - 1);
            Assert.InRange(LatencyBuckets.MiddleOf(bucket), microseconds * 0.968, microseconds * 1.032);
            last = bucket;
        }

        Assert.Equal(LatencyBuckets.Count - 1, LatencyBuckets.Of(long.MaxValue));
        Assert.Equal(0, LatencyBuckets.Of(-1));
    }

    private static Expectation Expect(int? phase, Figure figure, Comparison comparison, double value) => new("as written", phase, figure, comparison, value);

    private static ServedBatch Ok(int phase, int count) => new(phase, [new ServedSlot(0, new ServedCounts { Requests = count, Ok = count })], [], 0);

    private static (ExperimentRecord Record, DateTimeOffset Now) Running(int second, params Expectation[] expectations) => (new ExperimentRecord
    {
        Definition = SampleExperiments.Outage(accountId: null, expectations),
        State = ExperimentState.Running,
        StartedAt = Start,
        PhaseStarts = [Start, Start.AddSeconds(10), null],
    }, Start.AddSeconds(second));

    private static (ExperimentRecord Record, DateTimeOffset Now) Ended(int second, params Expectation[] expectations)
    {
        (ExperimentRecord record, DateTimeOffset now) = Running(second, expectations);
        record.State = ExperimentState.Stopped;
        record.EndedAt = now;
        return (record, now.AddHours(1));
    }

    private ExperimentReport Report((ExperimentRecord Record, DateTimeOffset Now) of, params ServedBatch[] batches)
    {
        if (_figures.Phases.Length == 0)
        {
            _figures.Phases = [.. of.Record.Definition!.Phases.Select(phase => new PhaseTally { Slots = new ServedCounts[10] })];
        }

        foreach (ServedBatch batch in batches)
        {
            _figures.Add(batch);
        }

        return new ReportWriter("experiment-0", of.Record, _figures, of.Now).Write();
    }
}
