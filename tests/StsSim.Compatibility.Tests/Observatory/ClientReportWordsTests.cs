using StsSim.Gateway.Control.Observatory;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>What the page says in sentences.</summary>
public sealed class ClientReportWordsTests
{
    [Fact]
    public void Calm_clients_are_told_of_in_a_few_words()
    {
        Assert.Equal(
            [
                "1 client in 1 group made 100 calls in 100 requests. 100% of the calls that ended got through; none was given up.",
                "Hardly anything was retried: each call took one attempt.",
                "There is nothing to judge yet: a client shows what it is worth when its calls fail.",
            ],
            Summary(ReportedClients.Group("Boto3")));
    }

    [Fact]
    public void It_says_what_got_through_what_retries_made_of_it_and_who_was_worst()
    {
        string[] summary = Summary(
            ReportedClients.Group("Boto3", "legacy", (ClientFigure.Requests, 300), (ClientFigure.Attempts, 300), (ClientFigure.Amplification, 3), (ClientFigure.Ok, 90), (ClientFigure.Throttled, 180),
                (ClientFigure.ServerErrors, 30), (ClientFigure.Succeeded, 90), (ClientFigure.GivenUp, 9), (ClientFigure.Pending, 1), (ClientFigure.Unobserved, 7)),
            ReportedClients.Group("aws-sdk-js"));

        Assert.Equal("2 clients in 2 groups made 200 calls in 400 requests. 95.5% of the calls that ended got through; 9 were given up, and 1 may still go on.", summary[0]);
        Assert.Equal("Retries multiplied what clients called for by 2.00. Boto3/1.0 legacy amplified most, by 3.00.", summary[1]);
        Assert.Equal("Of all requests 47.5% were accepted, 45% told to slow down, and 7.5% failed otherwise.", summary[2]);
        Assert.Equal("7 requests could not be observed, because too many came at once: the figures are too low by them.", summary[^1]);
    }

    [Fact]
    public void It_names_who_deviates_who_is_not_judged_and_why()
    {
        ClientGroupReport inferred = ReportedClients.Group("curl", mode: null) with { Verdicts = [ReportedClients.Verdict("attempts", VerdictOutcome.AgainstPractice)] };
        string[] summary = Summary(
            ReportedClients.Group("Boto3") with { Verdicts = [ReportedClients.Verdict("backoff", VerdictOutcome.Deviates), ReportedClients.Verdict("attempts", VerdictOutcome.Conforms)] },
            inferred with { Group = inferred.Group with { IsInferred = true } },
            ReportedClients.Group("aws-sdk-go-v2") with { Verdicts = [ReportedClients.Verdict("backoff", VerdictOutcome.Undecided)] },
            ReportedClients.Group("aws-sdk-js"));

        Assert.Equal(
            [
                "Boto3/1.0 standard deviates from what its SDK documents. curl/1.0 acts against what is advised to every client.",
                "aws-sdk-js/1.0 standard is not judged: nothing that it did is anything that a rule is about.",
                "Too little was seen to judge aws-sdk-go-v2/1.0 standard.",
                "curl/1.0 sends no invocation id: which requests are one call is inferred from who asked for the same again within 25 seconds.",
            ],
            summary[2..]);
    }

    [Fact]
    public void Of_many_names_the_first_are_told()
    {
        string[] summary = Summary([.. Enumerable.Range(1, 7).Select(number =>
            ReportedClients.Group($"sdk{number}", mode: null) with { Verdicts = [ReportedClients.Verdict("backoff", VerdictOutcome.AgainstPractice)] })]);

        Assert.Equal("sdk1/1.0, sdk2/1.0, sdk3/1.0, sdk4/1.0 and 3 others act against what is advised to every client.", summary[2]);
    }

    [Fact]
    public void What_helps_is_told_by_rule_and_for_habits_that_no_rule_is_about()
    {
        ClientFinding[] findings =
        [
            .. ClientFindings.Of(
                ReportedClients.Group("Boto3", "legacy", (ClientFigure.Retries, 60), (ClientFigure.Amplification, 1.6), (ClientFigure.Synchronisation, 0.9),
                    (ClientFigure.Refreshes, 40), (ClientFigure.UncachedRate, 0.75)) with
                {
                    Verdicts = [ReportedClients.Verdict("jitter", VerdictOutcome.AgainstPractice), ReportedClients.Verdict("backoff", VerdictOutcome.Deviates), ReportedClients.Verdict("attempts", VerdictOutcome.Conforms)],
                },
                "b"),
        ];

        Assert.Equal(["backoff", "jitter", "retry mode", "synchronisation", "session reuse"], findings.Select(finding => finding.Rule));
        Assert.Contains("full jitter", findings[1].Remedy, StringComparison.Ordinal);
        Assert.Contains("AWS_RETRY_MODE=standard", findings[2].Remedy, StringComparison.Ordinal);
        Assert.Equal("It takes new sessions while the old ones are good: 75% of 40 came in the first half of the earlier one's life.", findings[^1].Observed);
        Assert.Empty(ClientFindings.Of(ReportedClients.Group("Boto3"), "b"));
    }

    [Fact]
    public void Of_an_experiment_it_says_in_which_phases_goodput_came_back_and_when()
    {
        ClientReport report = ReportedClients.In(
            ReportedClients.Experiment(("before", null), ("outage", null), ("longer", null), ("after", 2.5), ("calm", 0)),
            ReportedClients.Group("Boto3") with { Phases = [ReportedClients.Phase("after", 2)] },
            ReportedClients.Group("aws-sdk-js") with { Phases = [ReportedClients.Phase("after", 7.25)] });

        Assert.Equal(
            [
                "In the phases outage and longer goodput did not come back to that of before.",
                "In the phase after goodput was back to that of before after 2.5 s; aws-sdk-js/1.0 standard took longest, 7.25 s.",
                "In the phase calm goodput was back to that of before at once.",
            ],
            ClientReportWords.Summary(report, new GroupNames(report.Groups)).Skip(2).Take(3));
        Assert.Equal("What clients did in storm", ClientReportWords.Title(report));
        Assert.Equal(
            "2026-11-27 12:01:00 UTC · all accounts · experiment-1, completed · seed 7 · clients seen from 2026-11-27 12:00:00 UTC to 2026-11-27 12:00:10 UTC",
            ClientReportWords.Circumstances(report));
    }

    // The rules that can find fault are those of Grains/Observatory/Verdicts; generation only finds out.
    [Theory]
    [InlineData("attempts")]
    [InlineData("backoff")]
    [InlineData("jitter")]
    [InlineData("retries-retryable")]
    [InlineData("no-retry-of-terminal")]
    [InlineData("retry-after")]
    [InlineData("retry-quota")]
    [InlineData("layered-retries")]
    public void Every_rule_that_finds_fault_has_a_remedy(string rule)
    {
        foreach (VerdictOutcome outcome in (VerdictOutcome[])[VerdictOutcome.Deviates, VerdictOutcome.AgainstPractice])
        {
            Assert.NotNull(Assert.Single(ClientFindings.Of(ReportedClients.Group("x", mode: null) with { Verdicts = [ReportedClients.Verdict(rule, outcome)] }, "x")).Remedy);
        }
    }

    [Fact]
    public void Groups_of_one_name_are_told_apart()
    {
        ClientGroupReport one = ReportedClients.Group("Boto3");
        ClientGroupReport other = one with { Group = one.Group with { AccountId = "210987654321" } };
        ClientGroupReport third = ReportedClients.Group("aws-sdk-js");
        var names = new GroupNames([one, other, third]);

        Assert.Equal(
            ["Boto3/1.0 standard (account 123456789012)", "Boto3/1.0 standard (account 210987654321)", "aws-sdk-js/1.0 standard"],
            ((ClientGroupReport[])[one, other, third]).Select(report => names.Of(report.Group)));
    }

    [Theory]
    [InlineData(1, "100%")]
    [InlineData(0.9999, ">99.9%")]
    [InlineData(0.0001, "<0.1%")]
    [InlineData(0, "0%")]
    [InlineData(0.123, "12.3%")]
    public void Shares_do_not_round_to_all_or_nothing(double share, string text) => Assert.Equal(text, FigureText.Share(share));

    [Theory]
    [InlineData(0.44, "0.4 ms")]
    [InlineData(512.4, "512 ms")]
    [InlineData(1250, "1.25 s")]
    [InlineData(61_000, "61 s")]
    public void Delays_have_the_unit_that_suits_them(double milliseconds, string text) => Assert.Equal(text, FigureText.Delay(milliseconds));

    private static string[] Summary(params ClientGroupReport[] groups)
    {
        ClientReport report = ReportedClients.Report(groups);
        return [.. ClientReportWords.Summary(report, new GroupNames(report.Groups))];
    }
}
