using System.Globalization;
using System.Text;
using StsSim.Gateway.Control.Experiments;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>All that a report says of one group of clients.</summary>
internal sealed class ClientGroupSection
{
    private const int MostSlots = 120;
    private const int MostRetriesShown = 10;
    private const int MostCodes = 8;
    private const int MostExemplars = 6;
    private const long FewestDelays = 5;

    private static readonly (ClientFigure Figure, string Name)[] Key =
    [
        (ClientFigure.Invocations, "calls"), (ClientFigure.Amplification, "amplification"), (ClientFigure.SuccessRate, "got through"),
        (ClientFigure.GivenUp, "given up"), (ClientFigure.Throttled, "throttled requests"), (ClientFigure.RetryDelayP50Ms, "retry delay, p50"),
        (ClientFigure.RetryDelayP99Ms, "retry delay, p99"), (ClientFigure.Jitter, "jitter"), (ClientFigure.GoodputPerSecond, "goodput"),
        (ClientFigure.Deviations, "deviations"),
    ];

    private static readonly (ClientFigure Figure, string Name)[] ByPhase =
    [
        (ClientFigure.Invocations, "Calls"), (ClientFigure.DemandPerSecond, "Called for"), (ClientFigure.OfferedPerSecond, "Offered"),
        (ClientFigure.GoodputPerSecond, "Goodput"), (ClientFigure.SuccessRate, "Got through"), (ClientFigure.GivenUp, "Given up"),
        (ClientFigure.Amplification, "Amplification"), (ClientFigure.Throttled, "Throttled"), (ClientFigure.RetryDelayP50Ms, "Retry delay, p50"),
        (ClientFigure.TimeToRecoverSeconds, "Time to recover"),
    ];

    private readonly StringBuilder _section = new();
    private readonly ClientGroupReport _group;
    private readonly ReportSpan _span;
    private readonly string _name;
    private readonly bool _isOfOneExperiment;

    private ClientGroupSection(ClientGroupReport group, string name, ReportSpan span, bool isOfOneExperiment)
    {
        _group = group;
        _name = name;
        _span = span;
        _isOfOneExperiment = isOfOneExperiment;
    }

    /// <summary>By which other parts of the page point to the section of a group.</summary>
    /// <param name="number">Its place in the report, from 0.</param>
    public static string IdOf(int number) => $"clients-{(number + 1).ToString(CultureInfo.InvariantCulture)}";

    /// <param name="isOfOneExperiment">Whether phases need no experiment's id beside their names.</param>
    public static string Of(ClientGroupReport group, string name, int number, ReportSpan span, bool isOfOneExperiment)
    {
        var section = new ClientGroupSection(group, name, span, isOfOneExperiment);
        section._section.Append($"<section class=\"group\" id=\"{IdOf(number)}\" aria-labelledby=\"{IdOf(number)}-name\">\n<h3 id=\"{IdOf(number)}-name\"><bdi>{Markup.Encode(name)}</bdi></h3>\n");
        section.WriteWho();
        section.WriteKeyFigures();
        section.WriteVerdicts();
        section.WriteDelays();
        section.WriteLoad();
        section.WritePhases();
        section.WriteCounts();
        section.WriteExemplars();
        section.WriteAllFigures();
        return section._section.Append("</section>\n").ToString();
    }

    private void WriteWho()
    {
        ClientGroup group = _group.Group;
        string[] facts =
        [
            group.AccountId is { } account ? $"account {account}" : "no account that exists",
            .. group.Language is { } language ? (string[])[$"language {language}"] : [],
            $"retry mode {group.RetryMode ?? "not said"}",
            .. group.IsInferred ? (string[])["no invocation ids: calls are inferred"] : [],
            FigureText.Things(_group.Figures[ClientFigure.Clients] ?? 0, "principal"),
            _group.Operations.Count > 0 ? string.Join(", ", _group.Operations.Take(3).Select(operation => operation.Key)) + (_group.Operations.Count > 3 ? " and others" : "") : "no operation",
        ];
        _section.Append($"<p class=\"lead\">{Markup.Encode(_group.Description)}</p>\n<p class=\"when\">{Markup.Encode(string.Join(" · ", facts))}</p>\n");
        ClientFinding[] findings = [.. ClientFindings.Of(_group, _name)];
        if (findings.Any(finding => finding.Remedy is not null))
        {
            _section.Append("<ul class=\"remedies\">\n");
            foreach (string remedy in findings.Select(finding => finding.Remedy).OfType<string>().Distinct())
            {
                _section.Append($"<li>{Markup.Encode(remedy)}</li>\n");
            }

            _section.Append("</ul>\n");
        }
    }

    private void WriteKeyFigures()
    {
        _section.Append("<dl class=\"tiles\">\n");
        foreach ((ClientFigure figure, string name) in Key)
        {
            _section.Append($"<div><dt>{name}</dt><dd>{Markup.Encode(FigureText.Of(_group.Figures, figure))}</dd></div>\n");
        }

        _section.Append("</dl>\n");
    }

    private void WriteVerdicts() => _section.Append($"<h4>Verdicts</h4>\n{VerdictTable.Of(_name, _group.Verdicts)}");

    private void WriteDelays()
    {
        DelayHistogram[] enough =
        [
            .. _group.Delays.Where(delays => delays.Total >= FewestDelays).OrderBy(delays => delays.Trigger).ThenBy(delays => delays.Retry).Take(MostRetriesShown),
        ];
        if (enough.Length == 0)
        {
            return;
        }

        bool hasFormula = _group.ExpectedDelays.Count > 0;
        _section.Append("<h4>How long it waited before each retry</h4>\n<div class=\"multiples\">\n");
        var chart = new DelayChart(enough, _group.ExpectedDelays);
        foreach (DelayHistogram delays in enough)
        {
            string title = $"Retry {FigureText.Exactly(delays.Retry)}{(delays.Retry == DelayHistogram.MostRetries ? " and later" : "")}, {AfterText(delays.Trigger)}";
            string figures = $"{FigureText.Things(delays.Total, "delay")}, {FigureText.Delay(delays.MeanMs ?? 0)} on average{(delays.Variation is { } variation ? $", jitter {FigureText.Ratio(variation)}" : "")}";
            _section.Append($"<figure><figcaption><strong>{Markup.Encode(title)}</strong> {Markup.Encode(figures)}</figcaption>{chart.Draw(delays, $"{title}: {figures}")}</figure>\n");
        }

        int left = _group.Delays.Count(delays => delays.Total > 0) - enough.Length;
        string omitted = left > 0 ? $" {FigureText.Things(left, "other retry with fewer delays is", "other retries with fewer delays are")} not drawn." : "";
        string line = hasFormula ? "Line: what its SDK documents, or else the known formula that comes nearest, would give." : "No known formula comes near them.";
        _section.Append($"</div>\n<p class=\"note\">Bars: the share of delays measured in each half octave. {line}{omitted}</p>\n");
        WriteFits();
    }

    private void WriteFits()
    {
        if (_group.Backoff.Count == 0)
        {
            return;
        }

        _section.Append("<details><summary>Which known ways of waiting fit</summary>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Way of waiting</th><th scope=\"col\">Formula</th><th scope=\"col\" class=\"number\">Distance</th><th scope=\"col\">Fits</th></tr></thead><tbody>\n");
        foreach (BackoffFit fit in _group.Backoff)
        {
            _section.Append($"<tr><th scope=\"row\">{Markup.Encode(fit.Policy)}</th><td><code>{Markup.Encode(fit.Formula)}</code></td><td class=\"number\">{FigureText.Ratio(fit.Distance)}</td><td>{(fit.Fits ? "✓ yes" : "✗ no")}</td></tr>\n");
        }

        _section.Append("</tbody></table></div>\n<p class=\"note\">The likeliest first; k counts retries from 0, U is at random. The distance is that of Kolmogorov and Smirnov: 0 where measured and documented delays are spread alike, 1 where they have nothing in common.</p></details>\n");
    }

    private void WriteLoad()
    {
        if (_group.Timeline.Count < 3)
        {
            return;
        }

        _section.Append($"<h4>Its load over time</h4>\n<figure class=\"scroll\" tabindex=\"0\">{LoadChart.Of($"Load of {_name} a second over time", _span, _group.Timeline, MostSlots, height: 200)}</figure>\n");
    }

    private void WritePhases()
    {
        if (_group.Phases.Count == 0)
        {
            return;
        }

        _section.Append($"<h4>By phase</h4>\n<div class=\"scroll\" role=\"region\" aria-label=\"{Markup.Encode($"{_name} by phase")}\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">Phase</th>");
        foreach ((_, string name) in ByPhase)
        {
            _section.Append($"<th scope=\"col\" class=\"number\">{name}</th>");
        }

        _section.Append("</tr></thead><tbody>\n");
        foreach (PhaseOfGroup phase in _group.Phases)
        {
            WritePhase(NameOf(phase), phase.Figures);
        }

        WritePhase(_isOfOneExperiment ? "* (all)" : "* (all, and outside of phases)", _group.Figures);
        _section.Append("</tbody></table></div>\n");
    }

    private void WritePhase(string name, ClientFigures figures)
    {
        _section.Append($"<tr><th scope=\"row\"><bdi>{Markup.Encode(name)}</bdi></th>");
        foreach ((ClientFigure figure, _) in ByPhase)
        {
            _section.Append($"<td class=\"number\">{Markup.Encode(FigureText.Of(figures, figure))}</td>");
        }

        _section.Append("</tr>\n");
    }

    private void WriteCounts()
    {
        _section.Append("<h4>Attempts and answers</h4>\n<div class=\"columns\">\n");
        int most = _group.AttemptsPerInvocation.Count - _group.AttemptsPerInvocation.Reverse().TakeWhile(count => count == 0).Count();
        _section.Append(BarTable.Of(
            "Attempts of each call that ended", "attempts", "calls",
            [.. _group.AttemptsPerInvocation.Take(Math.Max(1, most)).Select((count, index) => ($"{FigureText.Count(index + 1)}{(index + 1 == _group.AttemptsPerInvocation.Count ? " or more" : "")}", count))]));
        if (_group.Codes.Count > 0)
        {
            _section.Append(BarTable.Of("Errors that it was answered with", "code", "requests", CodesOf(_group.Codes)));
        }

        if (_group.RefreshesByLifeLeft.Sum() > 0)
        {
            _section.Append(BarTable.Of(
                "Refreshed sessions, by how much of their life was left", "life left", "refreshes",
                [.. _group.RefreshesByLifeLeft.Select((count, tenth) => (tenth == 0 ? "none: too late" : $"{FigureText.Count((tenth - 1) * 10)} to {FigureText.Count(tenth * 10)}%", count))]));
        }

        _section.Append("</div>\n");
    }

    private void WriteExemplars()
    {
        var shown = new Dictionary<(Guid, DateTimeOffset), (ReconstructedInvocation Invocation, List<Verdict> Verdicts)>();
        foreach (Verdict verdict in _group.Verdicts.OrderBy(verdict => OutcomeMark.ByWeight.ToList().IndexOf(verdict.Outcome)))
        {
            foreach (ReconstructedInvocation invocation in verdict.Exemplars)
            {
                shown.TryAdd((invocation.Id, invocation.StartedAt), (invocation, []));
                shown[(invocation.Id, invocation.StartedAt)].Verdicts.Add(verdict);
            }
        }

        if (shown.Count == 0)
        {
            return;
        }

        bool isOpen = _group.Verdicts.Any(verdict => verdict.Outcome is VerdictOutcome.Deviates or VerdictOutcome.AgainstPractice);
        _section.Append($"<h4>Calls that show it</h4>\n<details{(isOpen ? " open=\"\"" : "")}><summary>{FigureText.Things(Math.Min(shown.Count, MostExemplars), "call")}, attempt by attempt</summary>\n");
        foreach ((ReconstructedInvocation invocation, List<Verdict> verdicts) in shown.Values.Take(MostExemplars))
        {
            string rules = string.Join(", ", verdicts.Select(verdict => $"{OutcomeMark.Sign(verdict.Outcome)} {verdict.Rule}").Distinct());
            string time = invocation.StartedAt.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            _section.Append(
                $"<figure class=\"invocation\"><figcaption><strong>{Markup.Encode(invocation.Operation)}</strong> at {time}, {Markup.Encode(InvocationTimeline.EndOf(invocation))} <span class=\"who\"><bdi>{Markup.Encode(invocation.Client.Principal)}</bdi></span> <span class=\"shows\">{Markup.Encode(rules)}</span></figcaption><div class=\"scroll\">{InvocationTimeline.Of(invocation)}</div></figure>\n");
        }

        _section.Append("</details>\n");
    }

    // By the names that expectations and the JSON have.
    private void WriteAllFigures()
    {
        PhaseOfGroup[] phases = _isOfOneExperiment ? [.. _group.Phases] : [];
        _section.Append($"<details><summary>All figures</summary>\n<div class=\"scroll\" role=\"region\" aria-label=\"{Markup.Encode($"All figures of {_name}")}\" tabindex=\"0\"><table class=\"figures\"><thead><tr><th scope=\"col\">Figure</th>");
        foreach (PhaseOfGroup phase in phases)
        {
            _section.Append($"<th scope=\"col\" class=\"number\"><bdi>{Markup.Encode(NameOf(phase))}</bdi></th>");
        }

        _section.Append("<th scope=\"col\" class=\"number\">*</th></tr></thead><tbody>\n");
        foreach (ClientFigure figure in Enum.GetValues<ClientFigure>())
        {
            ClientFigures[] columns = [.. phases.Select(phase => phase.Figures), _group.Figures];
            if (columns.Any(figures => figures[figure] is not null))
            {
                _section.Append($"<tr><th scope=\"row\"><code>{ReportJson.NameOf(figure)}</code></th>{string.Concat(columns.Select(figures => $"<td class=\"number\">{FigureText.Exactly(figures[figure])}</td>"))}</tr>\n");
            }
        }

        _section.Append("</tbody></table></div></details>\n");
    }

    private string NameOf(PhaseOfGroup phase) => _isOfOneExperiment ? phase.Segment.PhaseName : $"{phase.Segment.PhaseName} of {phase.Segment.ExperimentId}";

    private static string AfterText(RetryTrigger trigger) => trigger switch
    {
        RetryTrigger.Throttling => "after being throttled",
        RetryTrigger.Transient => "after a server error or no answer",
        RetryTrigger.Terminal => "after an error that stays",
        _ => "after a success",
    };

    private static IReadOnlyList<(string, long)> CodesOf(IReadOnlyList<KeyValuePair<string, long>> codes)
    {
        long others = codes.Skip(MostCodes).Sum(code => code.Value);
        return [.. codes.Take(MostCodes).Select(code => (code.Key, code.Value)), .. others > 0 ? ((string, long)[])[("others", others)] : []];
    }
}
