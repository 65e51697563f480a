using System.Xml.Linq;
using StsSim.Gateway.Control.Observatory;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>The page of reports that nobody had to send a request for.</summary>
public sealed class ClientReportPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"' &amp; \u0001\u202E\uD800";

    [Fact]
    public void Without_traffic_it_says_how_to_send_some()
    {
        ReportDocument page = Page();

        page.IsSelfContained();
        page.IsAccessible();
        Assert.Contains("Nobody has called yet", page.Text, StringComparison.Ordinal);
        Assert.Contains("aws sts get-caller-identity --endpoint-url http://127.0.0.1:7870", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_somebody_has_named_something_is_text()
    {
        ReconstructedInvocation invocation = ReportedClients.Retried(Hostile);
        ClientGroupReport group = ReportedClients.Group(Hostile, Hostile) with
        {
            Description = Hostile,
            Codes = [new(Hostile, 3)],
            Operations = [new(Hostile, 3)],
            Backoff = [new BackoffFit(Hostile, Hostile, 0.1, Fits: true, 0)],
            Phases = [new PhaseOfGroup(new ObservedSegment(Hostile, 0, Hostile), ReportedClients.Noon, ReportedClients.Noon.AddSeconds(5), ReportedClients.Group("x").Figures)],
            Delays = [Delays(1, RetryTrigger.Throttling)],
            Verdicts =
            [
                new Verdict(Hostile, VerdictOutcome.Deviates, Hostile, Hostile, Hostile, Hostile, Hostile, 1,
                    [invocation with { Operation = Hostile, Attempts = [invocation.Attempts[0] with { Code = Hostile, FaultId = Hostile, ThrottledBy = Hostile }] }]),
            ],
        };

        ReportDocument page = Page(group);

        page.IsSelfContained();
        page.IsAccessible();
        Assert.Contains("<script>alert(1)</script>\"' &amp; \uFFFD\u202E\uFFFD", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_have_marks_that_need_no_colour_and_calls_that_show_them()
    {
        ReportDocument page = Page(ReportedClients.Group("Boto3") with
        {
            Verdicts =
            [
                ReportedClients.Verdict("backoff", VerdictOutcome.Deviates, ReportedClients.Retried()),
                ReportedClients.Verdict("jitter", VerdictOutcome.AgainstPractice, ReportedClients.Retried()),
                ReportedClients.Verdict("attempts", VerdictOutcome.Conforms),
                ReportedClients.Verdict("retries-retryable", VerdictOutcome.Described),
                ReportedClients.Verdict("retry-quota", VerdictOutcome.Undecided),
            ],
        });

        XElement[] rows = [.. Assert.Single(page.OfClass("verdicts")).Element("tbody")!.Elements()];
        Assert.Equal(["✗ deviates", "! against practice", "✓ conforms", "≈ described", "? undecided"], rows.Select(row => row.Elements().First().Value));
        Assert.Equal("backoff", rows[0].Element("th")!.Value);
        Assert.Equal(["what backoff asks", "what backoff sawof 42 observations", "What backoff means.a source"], rows[0].Elements("td").Skip(1).Select(cell => cell.Value));
        XElement call = Assert.Single(page.OfClass("invocation"));
        Assert.Contains("✗ backoff, ! jitter", call.Value, StringComparison.Ordinal);
        Assert.Contains("1 Throttling (400), asked to wait 300 ms, fault busy → 500 ms → 2 OK", call.Value, StringComparison.Ordinal);
        Assert.NotNull(call.Ancestors("details").Single().Attribute("open"));
        Assert.Contains("2 of 5", Assert.Single(page.OfClass("comparison")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Measured_delays_stand_beside_those_of_the_formula()
    {
        double[] shares = new double[DelayBuckets.Count];
        shares[DelayBuckets.Of(400)] = 1;
        ReportDocument page = Page(ReportedClients.Group("Boto3") with
        {
            Delays = [Delays(1, RetryTrigger.Throttling), Delays(2, RetryTrigger.Throttling), Delays(1, RetryTrigger.Transient), Delays(1, RetryTrigger.Terminal) with { Total = 2 }],
            ExpectedDelays = [new ExpectedDelays(1, RetryTrigger.Throttling, shares)],
        });

        XElement[] charts = [.. Assert.Single(page.OfClass("multiples")).Elements("figure")];
        Assert.Equal(
            ["Retry 1, after being throttled", "Retry 2, after being throttled", "Retry 1, after a server error or no answer"],
            charts.Select(chart => chart.Descendants("strong").First().Value));
        Assert.Equal([1, 0, 0], charts.Select(chart => chart.Descendants("polyline").Count(line => (string?)line.Attribute("class") == "series expected")));
        Assert.All(charts, chart => Assert.Single(chart.Descendants("rect"), bar => (string?)bar.Attribute("class") == "measured"));
        Assert.Contains("1 other retry with fewer delays is not drawn", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_groups_the_largest_are_shown_in_full_and_the_others_are_named()
    {
        ReportDocument page = Page([.. Enumerable.Range(1, 23).Select(number => ReportedClients.Group($"sdk{number}"))]);

        Assert.Equal(20, page.OfClass("group").Count());
        Assert.Equal(23, Assert.Single(page.OfClass("comparison")).Element("tbody")!.Elements().Count());
        Assert.Contains("The 20 groups with the most requests follow in full; the other 3 are in this table alone", page.Text, StringComparison.Ordinal);
        page.IsAccessible();
    }

    [Fact]
    public void Charts_begin_and_end_with_the_load_and_have_no_holes_where_nobody_called()
    {
        ClientGroupReport group = ReportedClients.Group("Boto3");
        var span = new ReportSpan(ReportedClients.Report(group));

        IReadOnlyList<(double From, double To, LoadSlot Load)> slots = span.SlotsOf(group.Timeline, most: 100);

        Assert.Equal(10, span.Seconds);
        Assert.Equal(Enumerable.Range(0, 10).Select(second => ((double)second, second + 1d)), slots.Select(slot => (slot.From, slot.To)));
        Assert.Equal([100, 0], ((int[])[0, 5]).Select(slot => slots[slot].Load.Requests));
        Assert.InRange(span.SlotsOf(group.Timeline, most: 4).Count, 1, 4);
    }

    private static DelayHistogram Delays(int retry, RetryTrigger trigger)
    {
        int[] counts = new int[DelayBuckets.Count];
        counts[DelayBuckets.Of(300)] = 10;
        return new DelayHistogram(retry, trigger, counts, 10, 3000, 900_000);
    }

    private static ReportDocument Page(params ClientGroupReport[] groups) =>
        ReportDocument.Read(ClientReportPage.Of(ReportedClients.Report(groups), "http://127.0.0.1:7870"));
}
