using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Tests.Observatory;

public sealed class ReconstructionTests
{
    private readonly SeenClients _seen = new();

    [Fact]
    public void Attempts_of_one_id_are_one_invocation()
    {
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0, "Throttling").See(call, 2, 700, "InternalFailure").See(call, 3, 1900).Tell(2000);

        ReconstructedInvocation invocation = Assert.Single(_seen.Analysis.ListInvocations(new InvocationQuery(Retried: true, GivenUp: false, 10), SeenClients.TicksAt(2000)));
        Assert.Equal(call, invocation.Id);
        Assert.True(invocation.Succeeded);
        Assert.Equal([1, 2, 3], invocation.Attempts.Select(attempt => attempt.Number));
        Assert.Equal([null, 699, 1199], invocation.Attempts.Select(attempt => attempt.WaitedMs));
        Assert.Equal(["Throttling", "InternalFailure", "OK"], invocation.Attempts.Select(attempt => attempt.Code));
        ClientGroupReport report = _seen.ReportAt(2000);
        Assert.Equal(3, report.Figures[ClientFigure.Attempts]);
        Assert.Equal(1, report.Figures[ClientFigure.Invocations]);
        Assert.Equal(3, report.Figures[ClientFigure.Amplification]);
        Assert.Equal([0, 0, 1], report.AttemptsPerInvocation.Take(3));
        Assert.Equal(
            [(1, RetryTrigger.Throttling, 699.0), (2, RetryTrigger.Transient, 1199.0)],
            report.Delays.Select(delays => (delays.Retry, delays.Trigger, Math.Round(delays.MeanMs!.Value))));
    }

    [Fact]
    public void What_is_shown_every_second_is_what_the_report_says()
    {
        Assert.Null(_seen.Analysis.Glance(DateTimeOffset.MinValue, SeenClients.TicksAt(0)));
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0, "Throttling").See(call, 2, 700, "InternalFailure").See(call, 3, 1900)
            .See(Guid.NewGuid(), 1, 100, "AccessDenied").See(Guid.NewGuid(), 1, 200, outcome: AttemptOutcome.Abandoned)
            .Tell(2000);

        ClientGroupReport report = _seen.ReportAt(2500);
        ClientGroupGlance glance = _seen.Analysis.Glance(SeenClients.Start.AddSeconds(1), SeenClients.TicksAt(2500))!;
        Assert.Equal(
            [
                report.Figures[ClientFigure.Clients], report.Figures[ClientFigure.Requests], report.Figures[ClientFigure.Attempts], report.Figures[ClientFigure.Invocations],
                report.Figures[ClientFigure.Retries], report.Figures[ClientFigure.Ok], report.Figures[ClientFigure.Throttled], report.Figures[ClientFigure.ClientErrors],
                report.Figures[ClientFigure.ServerErrors], report.Figures[ClientFigure.Abandoned], report.Figures[ClientFigure.GivenUp], report.Figures[ClientFigure.Deviations],
            ],
            new double?[]
            {
                glance.Clients, glance.Requests, glance.Attempts, glance.Invocations, glance.Retries, glance.Ok, glance.Throttled, glance.ClientErrors, glance.ServerErrors,
                glance.Abandoned, glance.GivenUp, glance.Deviations,
            });
        Assert.Equal((report.Group, report.LastSeen), (glance.Group, glance.LastSeen));
        Assert.Equal([1], glance.Timeline.Select(slot => slot.Requests));
        Assert.Empty(_seen.Analysis.Glance(DateTimeOffset.MaxValue, SeenClients.TicksAt(2500))!.Timeline);
    }

    [Fact]
    public void Gateways_may_tell_attempts_in_any_order()
    {
        var call = Guid.NewGuid();
        _seen.See(call, 3, 1900).Tell(2000).See(call, 1, 0, "Throttling").Tell(2001).See(call, 2, 700, "Throttling").Tell(2002);

        ClientGroupReport report = _seen.ReportAt(2100);
        Assert.Equal(1, report.Figures[ClientFigure.Succeeded]);
        Assert.Equal(1, report.Figures[ClientFigure.Invocations]);
        Assert.Equal([699.0, 1199.0], report.Delays.Select(delays => Math.Round(delays.MeanMs!.Value)));
    }

    [Theory]
    [InlineData("AccessDenied", 1, 3, ClientFigure.Terminal)]
    [InlineData("Throttling", 3, 3, ClientFigure.Exhausted)]
    [InlineData("InternalFailure", 1, 1, ClientFigure.Exhausted)]
    public void What_nobody_retries_is_given_up_at_once(string code, int attempt, int max, ClientFigure reason)
    {
        var call = Guid.NewGuid();
        for (int earlier = 1; earlier < attempt; earlier++)
        {
            _seen.See(call, earlier, earlier * 100, "Throttling", max: max);
        }

        _seen.See(call, attempt, attempt * 100, code, max: max).Tell(1000);

        ClientGroupReport report = _seen.ReportAt(1000);
        Assert.Equal(1, report.Figures[ClientFigure.GivenUp]);
        Assert.Equal(1, report.Figures[reason]);
        Assert.Equal(0, report.Figures[ClientFigure.Pending]);
    }

    [Fact]
    public void What_may_be_retried_is_pending_until_the_longest_documented_delay_is_over()
    {
        _seen.See(Guid.NewGuid(), 1, 0, "Throttling").Tell(10);

        Assert.Equal(1, _seen.FigureAt(1000, ClientFigure.Pending));
        Assert.Equal(0, _seen.FigureAt(1000, ClientFigure.GivenUp));
        Assert.Equal(0, _seen.FigureAt(5000, ClientFigure.Pending));
        Assert.Equal(1, _seen.FigureAt(5000, ClientFigure.Silent));
    }

    [Fact]
    public void An_attempt_that_comes_after_all_takes_back_that_it_was_given_up()
    {
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0, "Throttling").Tell(10);
        Assert.Equal(1, _seen.FigureAt(9000, ClientFigure.GivenUp));

        _seen.See(call, 2, 9500).Tell(9600);

        Assert.Equal(0, _seen.FigureAt(9700, ClientFigure.GivenUp));
        Assert.Equal(1, _seen.FigureAt(9700, ClientFigure.Succeeded));
    }

    [Fact]
    public void A_transport_that_repeats_a_request_makes_duplicates_and_no_attempts()
    {
        var call = Guid.NewGuid();
        for (int send = 0; send < 11; send++)
        {
            _seen.See(call, 1, send * 2, "OK", AttemptOutcome.Abandoned);
        }

        _seen.See(call, 2, 500).Tell(600);

        ClientGroupReport report = _seen.ReportAt(600);
        Assert.Equal(12, report.Figures[ClientFigure.Requests]);
        Assert.Equal(2, report.Figures[ClientFigure.Attempts]);
        Assert.Equal(10, report.Figures[ClientFigure.Duplicates]);
        Assert.Equal(12, report.Figures[ClientFigure.WireAmplification]);
        Assert.Equal(2, report.Figures[ClientFigure.Amplification]);
    }

    [Fact]
    public void An_attempt_that_does_not_wait_for_the_answer_is_a_hedge()
    {
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0, "Throttling", durationMs: 500).See(call, 2, 200).Tell(600);

        Assert.Equal(1, _seen.FigureAt(600, ClientFigure.Hedges));
        Assert.Empty(_seen.ReportAt(600).Delays);
    }

    [Fact]
    public void What_comes_after_a_success_is_a_repetition_or_did_not_wait_for_it()
    {
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0).See(call, 1, 5).Tell(10).See(call, 2, 20).Tell(30);

        ClientFigures figures = _seen.ReportAt(100).Figures;
        Assert.Equal((1, 2, 1, 1, 1), (figures[ClientFigure.Invocations], figures[ClientFigure.Attempts], figures[ClientFigure.Succeeded], figures[ClientFigure.Duplicates], figures[ClientFigure.Hedges]));
    }

    [Fact]
    public void A_success_that_a_fault_spoiled_may_be_retried_like_an_error()
    {
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0, fault: "truncated").See(call, 2, 500).Tell(600);

        ClientGroupReport report = _seen.ReportAt(600);
        Assert.Equal((1, 2), (report.Figures[ClientFigure.Invocations], report.Figures[ClientFigure.Attempts]));
        Assert.Equal(RetryTrigger.Success, Assert.Single(report.Delays).Trigger);
    }

    [Fact]
    public void Retries_of_errors_that_no_attempt_mends_are_counted()
    {
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0, "AccessDenied").See(call, 2, 50, "AccessDenied").Tell(100);

        Assert.Equal(1, _seen.FigureAt(100, ClientFigure.RetriesOfTerminalErrors));
    }

    [Theory]
    [InlineData(true, 1500, 1400, 1)]
    [InlineData(true, 1500, 1520, 0)]
    [InlineData(false, 2000, 100, 1)]
    [InlineData(true, 30_000, 5200, 0)] // the new rules wait no more than five seconds longer than they would have
    [InlineData(false, 30_000, 5200, 1)]
    public void A_retry_before_the_time_an_answer_named_ignores_it(bool isAws, int askedMs, double waitedMs, int ignored)
    {
        var call = Guid.NewGuid();
        _seen.See(call, 1, 0, "Throttling", durationMs: 0, retryAfterMs: askedMs, isAws: isAws).See(call, 2, waitedMs).Tell(waitedMs);

        Assert.Equal(ignored, _seen.FigureAt(waitedMs, ClientFigure.IgnoredRetryAfter));
        Assert.Equal(1 - ignored, _seen.FigureAt(waitedMs, ClientFigure.HonouredRetryAfter));
        Assert.Empty(_seen.ReportAt(waitedMs).Delays); // says nothing of the client's own formula
    }

    [Fact]
    public void Figures_are_the_same_whether_invocations_are_open_or_closed()
    {
        for (int i = 0; i < 50; i++)
        {
            var call = Guid.NewGuid();
            _seen.See(call, 1, i * 20, "Throttling").See(call, 2, (i * 20) + 300, i % 2 == 0 ? "OK" : "AccessDenied");
        }

        _seen.Tell(1400);
        ClientFigures open = _seen.ReportAt(1400).Figures;
        _seen.Tell(100_000); // all are over by then

        ClientFigures closed = _seen.ReportAt(100_000).Figures;
        foreach (ClientFigure figure in Enum.GetValues<ClientFigure>().Except([ClientFigure.OfferedPerSecond]))
        {
            Assert.Equal((figure, open[figure]), (figure, closed[figure]));
        }

        Assert.True(_seen.Budget.TryTake());
    }

    [Fact]
    public void An_application_that_begins_again_at_once_is_seen()
    {
        _seen.See(Guid.NewGuid(), 1, 0, "Throttling", max: 1).See(Guid.NewGuid(), 1, 3, "Throttling", max: 1).See(Guid.NewGuid(), 1, 6, max: 1, fingerprint: 2).Tell(10);

        Assert.Equal(1, _seen.FigureAt(10, ClientFigure.RepeatedAfterFailure)); // what asks for something else is no repetition
    }

    [Fact]
    public void Phases_are_told_apart_and_an_invocation_is_of_the_one_it_began_in()
    {
        var calm = new ObservedSegment("experiment-1", 0, "calm");
        var storm = new ObservedSegment("experiment-1", 1, "storm");
        var call = Guid.NewGuid();
        _seen.See(Guid.NewGuid(), 1, 0, phase: calm).See(call, 1, 10, "Throttling", phase: calm).See(call, 2, 900, phase: storm).See(Guid.NewGuid(), 1, 950, "AccessDenied", phase: storm).Tell(1000);
        _seen.See(Guid.NewGuid(), 1, 2000).Tell(2000);

        Assert.Equal(2, _seen.FigureAt(2000, ClientFigure.Invocations, new ClientScope("experiment-1", 0)));
        Assert.Equal(2, _seen.FigureAt(2000, ClientFigure.Succeeded, new ClientScope("experiment-1", 0)));
        Assert.Equal(1, _seen.FigureAt(2000, ClientFigure.Invocations, new ClientScope("experiment-1", 1)));
        Assert.Equal(3, _seen.FigureAt(2000, ClientFigure.Invocations, new ClientScope("experiment-1", null)));
        Assert.Equal(4, _seen.FigureAt(2000, ClientFigure.Invocations));
        Assert.Equal(["calm", "storm"], _seen.ReportAt(2000).Phases.Select(phase => phase.Segment.PhaseName));
        Assert.Null(_seen.Analysis.Report(new ClientScope("experiment-2", null), SeenClients.TicksAt(2000)));
    }

    [Fact]
    public void However_many_phases_there_are_nothing_is_lost()
    {
        for (int phase = 0; phase < 100; phase++)
        {
            _seen.See(Guid.NewGuid(), 1, phase * 100, phase: new ObservedSegment("experiment-1", phase, $"p{phase}")).Tell(phase * 100);
        }

        Assert.Equal(100, _seen.FigureAt(60_000, ClientFigure.Requests));
        Assert.Equal(100, _seen.FigureAt(60_000, ClientFigure.Succeeded));
    }

    [Fact]
    public void A_retry_quota_is_replayed()
    {
        for (int i = 0; i < 60; i++)
        {
            var call = Guid.NewGuid();
            _seen.See(call, 1, i * 1000, "InternalFailure").See(call, 2, (i * 1000) + 50, "InternalFailure").See(call, 3, (i * 1000) + 90, "InternalFailure");
        }

        _seen.Tell(60_000);
        Assert.Equal(10, _seen.FigureAt(60_000, ClientFigure.RetryQuotaLeast)); // 500 tokens pay for 35 retries of 14, and then for none
    }

    // 100 retries after throttling are paid at once, and 50 are not: seen when the retries come, a second later.
    [Fact]
    public void A_retry_quota_is_spent_when_clients_decide_and_not_when_their_retries_come()
    {
        for (int i = 0; i < 150; i++)
        {
            var call = Guid.NewGuid();
            _seen.See(call, 1, i * 2, "Throttling");
            if (i < 100)
            {
                _seen.See(call, 2, 1000 + i);
            }
        }

        _seen.Tell(1200);

        Verdict verdict = _seen.ReportAt(10_000).Verdicts.First(verdict => verdict.Rule == "retries-retryable");
        Assert.Equal("100 of 150 were retried (67%); 50 were not because the retry quota was spent", verdict.Observed);
        Assert.Equal(VerdictOutcome.Conforms, verdict.Outcome);
    }

    [Fact]
    public void A_client_that_seldom_retries_with_tokens_left_is_told()
    {
        for (int i = 0; i < 150; i++)
        {
            var call = Guid.NewGuid();
            _seen.See(call, 1, i * 20, "Throttling");
            if (i % 5 == 0)
            {
                _seen.See(call, 2, (i * 20) + 500);
            }
        }

        _seen.Tell(4000);

        Assert.Equal(VerdictOutcome.Deviates, _seen.ReportAt(10_000).Verdicts.First(verdict => verdict.Rule == "retries-retryable").Outcome);
    }

    // Measured: two clients of the SDK for .NET in one process, of which each gives up with tokens of its own left.
    [Theory]
    [InlineData("aws-sdk-dotnet-coreclr", true, VerdictOutcome.Undecided)]
    [InlineData("aws-sdk-dotnet-coreclr", false, VerdictOutcome.Deviates)]
    [InlineData("Boto3", true, VerdictOutcome.Deviates)]
    public void Whose_quota_others_may_have_spent_is_not_blamed_for_giving_up(string sdk, bool retriesSome, VerdictOutcome outcome)
    {
        var seen = new SeenClients(SeenClients.Standard with { Sdk = sdk, SdkVersion = "4.0.101.10" });
        for (int i = 0; i < 60; i++)
        {
            var call = Guid.NewGuid();
            seen.See(call, 1, i * 20, "Throttling");
            if (retriesSome && i % 2 == 0)
            {
                seen.See(call, 2, (i * 20) + 500);
            }
        }

        seen.Tell(4000);

        Assert.Equal(outcome, seen.ReportAt(10_000).Verdicts.First(verdict => verdict.Rule == "retries-retryable").Outcome);
    }
}
