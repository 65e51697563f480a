using System.Text;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>
/// What clients did as one page that opens without a network: words first, then load over time, all groups beside each other,
/// and each of the largest in full. It is read as well in black and white, in print, on a phone and by ear, and whatever
/// somebody has named something is text to it.
/// </summary>
internal sealed class ClientReportPage
{
    /// <summary>How many groups are shown in full: those with the most requests.</summary>
    public const int MostInFull = 20;

    private const int MostSlots = 240;
    private const int MostFindings = 12;

    private static readonly (ClientFigure Figure, string Name)[] Key =
    [
        (ClientFigure.Clients, "clients"), (ClientFigure.Invocations, "calls"), (ClientFigure.Requests, "requests"),
        (ClientFigure.Amplification, "amplification"), (ClientFigure.Throttled, "throttled requests"), (ClientFigure.GivenUp, "calls given up"),
        (ClientFigure.Efficiency, "of the load was of use"), (ClientFigure.Deviations, "deviations"),
    ];

    private readonly StringBuilder _page = new();
    private readonly ClientReport _report;
    private readonly GroupNames _names;
    private readonly ReportSpan _span;

    private ClientReportPage(ClientReport report)
    {
        _report = report;
        _names = new GroupNames(report.Groups);
        _span = new ReportSpan(report);
    }

    /// <param name="address">Where the simulator was asked for it: who has seen no traffic is told where to send some.</param>
    public static string Of(ClientReport report, string address)
    {
        var page = new ClientReportPage(report);
        page.WriteHead();
        if (report.Groups.Count == 0)
        {
            page.WriteFirstSteps(address);
        }
        else
        {
            page.WriteSummary();
            page.WriteLoad();
            page.WriteComparison();
            page.WriteGroups();
            page.WriteTerms();
        }

        return page._page.Append("</main></body></html>\n").ToString();
    }

    private void WriteHead() => _page.Append(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{Markup.Encode(ClientReportWords.Title(_report))}</title>
        <style>
        {StyleSheet()}</style>
        </head>
        <body><main>
        <svg class="patterns" width="0" height="0" aria-hidden="true"><defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-paper" width="6" height="6" /><rect class="hatch-ink" width="2.4" height="6" /></pattern>
        </defs></svg>
        <header>
        <p class="kind">StsSim client report</p>
        <h1>{Markup.Encode(ClientReportWords.Title(_report))}</h1>
        {(_report.Experiment?.Definition.Description is { } description ? $"<p class=\"lead\">{Markup.Encode(description)}</p>\n" : "")}<p class="when">{Markup.Encode(ClientReportWords.Circumstances(_report))}</p>
        </header>

        """);

    private void WriteFirstSteps(string address) => _page.Append(
        $"""
        <section><h2>Nobody has called yet</h2>
        <p class="lead">{(_report.Scope.ExperimentId is null && _report.AccountId is null ? "Nothing was seen since the start, or since it was last forgotten." : "Nothing was seen of what was asked for.")}</p>
        <p>Any AWS client will do. With the AWS CLI, the example key of the default world, and this simulator’s address:</p>
        <pre><code>export AWS_ACCESS_KEY_ID=AKIARZPUZDIKKVJVIU2T AWS_SECRET_ACCESS_KEY=StsSimExampleSecretAccessKeyForLoadTests AWS_DEFAULT_REGION=us-east-1
        aws sts get-caller-identity --endpoint-url {Markup.Encode(address)}</code></pre>
        <p>Clients show what they are worth when calls fail. Three requests in ten are told to slow down after</p>
        <pre><code>curl -X PUT {Markup.Encode(address)}/_stssim/faults/busy -d '{Markup.Encode("{\"preset\": \"sts-throttle\"}")}'</code></pre>
        <p>Then load this page again. A simulator that serves its control API under another address than AWS (<code>--control-urls</code>) is called under the latter.</p>
        </section>

        """);

    private void WriteSummary()
    {
        _page.Append("<section><h2>In short</h2>\n");
        bool isFirst = true;
        foreach (string sentence in ClientReportWords.Summary(_report, _names))
        {
            _page.Append($"<p{(isFirst ? " class=\"lead\"" : "")}>{Markup.Encode(sentence)}</p>\n");
            isFirst = false;
        }

        _page.Append("<dl class=\"tiles\">\n");
        foreach ((ClientFigure figure, string name) in Key)
        {
            _page.Append($"<div><dt>{name}</dt><dd>{Markup.Encode(FigureText.Of(_report.Totals, figure))}</dd></div>\n");
        }

        _page.Append("</dl>\n");
        WriteFindings();
        WriteExperiment();
        _page.Append("</section>\n");
    }

    private void WriteFindings()
    {
        ClientFinding[] findings =
        [
            .. _report.Groups.SelectMany(group => ClientFindings.Of(group, _names.Of(group.Group)))
                .OrderBy(finding => OutcomeMark.ByWeight.ToList().IndexOf(finding.Outcome)),
        ];
        if (findings.Length == 0)
        {
            return;
        }

        _page.Append("<h3>What to do about it</h3>\n<ul class=\"findings\">\n");
        foreach (IGrouping<(string Clients, VerdictOutcome), ClientFinding> same in findings.GroupBy(finding => (finding.Clients, finding.Outcome)).Take(MostFindings))
        {
            (string clients, VerdictOutcome outcome) = same.Key;
            string rules = string.Join(", ", same.Select(finding => finding.Rule));
            string observed = string.Join(' ', same.Select(finding => finding.Observed).Distinct());
            string remedies = string.Join(' ', same.Select(finding => finding.Remedy).OfType<string>().Distinct());
            _page.Append($"<li{(outcome == VerdictOutcome.Described ? " class=\"advice\">" : $">{OutcomeMark.Of(outcome)} ")}<strong><bdi>{Markup.Encode(clients)}</bdi></strong> <span class=\"rules\">({Markup.Encode(rules)})</span> {Markup.Encode(observed)}{(remedies.Length > 0 ? $" <em>{Markup.Encode(remedies)}</em>" : "")}</li>\n");
        }

        _page.Append("</ul>\n");
        int left = findings.GroupBy(finding => (finding.Clients, finding.Outcome)).Count() - MostFindings;
        if (left > 0)
        {
            _page.Append($"<p class=\"note\">{FigureText.Things(left, "other finding stands", "other findings stand")} with the groups.</p>\n");
        }
    }

    private void WriteExperiment()
    {
        if (_report.Experiment is not { Expectations: { Count: > 0 } expectations } experiment)
        {
            return;
        }

        int held = expectations.Count(expectation => expectation.Outcome == ExpectationOutcome.Held);
        int pending = expectations.Count(expectation => expectation.Outcome == ExpectationOutcome.Pending);
        string[] broken = [.. expectations.Where(expectation => expectation.Outcome == ExpectationOutcome.Broken).Select(expectation => expectation.Text)];
        _page.Append($"<p>{Markup.Encode($"{FigureText.Count(held)} of {FigureText.Things(expectations.Count, "expectation")} of the experiment held{(pending > 0 ? $", {FigureText.Count(pending)} are pending" : "")}{(broken.Length > 0 ? $"; broken: {string.Join(", ", broken)}" : "")}. All requests by phase: /_stssim/experiments/{experiment.Id}/report.")}</p>\n");
    }

    private void WriteLoad() => _page.Append(
        $"""
        <section><h2>Load over time</h2>
        <figure class="scroll" tabindex="0">{LoadChart.Of("Load of all clients a second over time, by what became of it", _span, _report.Timeline, MostSlots, height: 320)}</figure>
        <p class="note">Each a second. Called for are calls that began, what the load would be without retries; offered are all requests, retries among them. Failed are errors that do not say to slow down, and requests that nobody waited for.{(_span.Bands.Count > 0 ? " Behind them are the phases of the experiment." : "")}</p>
        <h3>Amplification over time</h3>
        <figure class="scroll" tabindex="0">{AmplificationChart.Of("Attempts for each call of all clients over time", _span, _report.Timeline)}</figure>
        <p class="note">Attempts for each call that began in the same moment; retries of calls that began before are among them. No line where no call began.</p>
        </section>

        """);

    private void WriteComparison()
    {
        _page.Append($"<section><h2>All clients</h2>\n{ClientComparison.Of(_report, _names, MostInFull)}");
        _page.Append("<p class=\"note\">A group are clients of the same SDK, version, language and retry mode, in one account and under one application id. Jitter is the standard deviation of delays by their mean: 0 where all are the same, 0.58 under full jitter.</p>\n");
        if (_report.Groups.Count > MostInFull)
        {
            _page.Append($"<p>The {FigureText.Count(MostInFull)} groups with the most requests follow in full; the other {FigureText.Count(_report.Groups.Count - MostInFull)} are in this table alone, and in the JSON.</p>\n");
        }

        _page.Append("</section>\n");
    }

    private void WriteGroups()
    {
        bool isOfOneExperiment = _report.Scope.ExperimentId is not null;
        _page.Append("<section><h2>One by one</h2>\n");
        for (int number = 0; number < Math.Min(MostInFull, _report.Groups.Count); number++)
        {
            ClientGroupReport group = _report.Groups[number];
            _page.Append(ClientGroupSection.Of(group, _names.Of(group.Group), number, _span, isOfOneExperiment));
        }

        _page.Append("</section>\n");
    }

    private void WriteTerms()
    {
        _page.Append("<footer><h2>How to read this</h2>\n<dl class=\"terms\">\n");
        foreach (VerdictOutcome outcome in OutcomeMark.ByWeight.Reverse())
        {
            _page.Append($"<dt>{OutcomeMark.Of(outcome)}</dt><dd>{Markup.Encode(OutcomeMark.Meaning(outcome))}</dd>\n");
        }

        _page.Append(
            $"""
            <dt>call</dt><dd>what a program asks its SDK for once, an invocation; the SDK makes one or more attempts of it</dd>
            <dt>amplification</dt><dd>attempts for each call: by how much retries multiply the load</dd>
            <dt>goodput</dt><dd>calls that ended well, a second</dd>
            <dt>old and new rules</dt><dd>most AWS SDKs changed how they retry in November 2026; a client is judged by the rules that its delays show it to follow</dd>
            </dl>
            <p class="note">The same for programs: {Markup.Encode(JsonPath())}. Everything is seen from the server, and kept in memory until it is forgotten.</p></footer>

            """);
    }

    private string JsonPath()
    {
        string[] parts =
        [
            .. _report.Scope.ExperimentId is { } id ? (string[])[$"experiment={Uri.EscapeDataString(id)}"] : [],
            .. _report.Scope.Phase is { } phase ? (string[])[$"phase={FigureText.Exactly(phase)}"] : [],
            .. _report.AccountId is { } account ? (string[])[$"account={account}"] : [],
            $"format={ReportJson.NameOf(ReportFormat.Json)}",
        ];
        return $"/_stssim/report?{string.Join('&', parts)}";
    }

    private static string StyleSheet()
    {
        using Stream file = typeof(ClientReportPage).Assembly.GetManifestResourceStream("client-report.css")!;
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
