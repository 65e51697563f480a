using System.Text;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Reports;

/// <summary>A run as Markdown, for a pull request, a CI's summary or a document.</summary>
internal sealed class MarkdownReport
{
    private readonly StringBuilder _text = new();
    private readonly RunResult _result;

    private MarkdownReport(RunResult result) => _result = result;

    public static string Of(RunResult result)
    {
        var report = new MarkdownReport(result);
        report.Write(SummaryInWords.Lead(result), SummaryInWords.Groups(result));
        return report._text.ToString();
    }

    public static string Of(ExperimentResult result)
    {
        var report = new MarkdownReport(result.AsRun());
        report.Write(ExperimentInWords.Lead(result), ExperimentInWords.Groups(result));
        return report._text.ToString();
    }

    private void Write(string lead, IEnumerable<(string Subject, string Sentence)> points)
    {
        Line($"# {Plain(_result.Options.Scenario.Name)}");
        Line(Plain(_result.Options.Scenario.Shows));
        Line(Plain(lead));
        foreach ((string group, string sentence) in points)
        {
            _text.Append($"- **{Plain(group)}.** {Plain(sentence)}\n");
        }

        _text.Append('\n');
        foreach (string remark in ResultRemarks.Of(_result))
        {
            Line($"> {Plain(remark)}");
        }

        WriteThresholds();
        Line("## Figures");
        Table("What became of the invocations", ResultColumn.Outcomes);
        Table("How long they took", ResultColumn.Latencies);
        WriteExpectations();
        WriteVerdicts();
        Line("## The run");
        foreach ((string name, string value) in FactList.Of(_result))
        {
            _text.Append(name == "Command" ? $"- {name}: `{value}`\n" : $"- {Plain(name)}: {Plain(value)}\n");
        }
    }

    private void WriteThresholds()
    {
        if (_result.Thresholds.Count == 0)
        {
            return;
        }

        Line("## Thresholds");
        Header(["threshold", "outcome", "of"], ["observed"]);
        foreach (CheckedThreshold threshold in _result.Thresholds)
        {
            Row([$"`{threshold.Threshold.Text}`", threshold.Held ? "held" : "**broken**", threshold.Subject, threshold.ObservedText]);
        }

        _text.Append('\n');
    }

    private void WriteExpectations()
    {
        if (_result.Expectations.Count == 0)
        {
            return;
        }

        Line("## What was expected of the clients, by what the server saw");
        Header(["clients", "expectation", "outcome"], ["observed"]);
        foreach (CheckedExpectation expectation in _result.Expectations)
        {
            string clients = expectation.IsJudged ? expectation.Clients ?? "" : $"{expectation.Clients} (not judged)";
            Row([clients, $"`{expectation.Text}`", expectation.Held ? expectation.Outcome : $"**{expectation.Outcome}**", Format.Figure(expectation.Observed)]);
        }

        _text.Append('\n');
    }

    private void WriteVerdicts()
    {
        if (_result.Verdicts.Count == 0)
        {
            return;
        }

        Line("## What the server saw");
        Header(["clients", "as", "rule", "outcome", "expected", "observed"], []);
        foreach (ServerVerdict verdict in _result.Verdicts)
        {
            Row([verdict.Client, verdict.Sdk, verdict.Rule, verdict.Outcome, verdict.Expected, verdict.Observed]);
        }

        _text.Append('\n');
    }

    private void Table(string caption, IReadOnlyList<ResultColumn> columns)
    {
        Line($"### {caption}");
        Header(["clients", "phase"], [.. columns.Select(column => column.Heading)]);
        foreach (GroupResult group in _result.Groups)
        {
            for (int phase = 0; phase < group.Phases.Count; phase++)
            {
                TallyFigures figures = group.Phases[phase];
                Row([group.Group.Name, _result.Plan.Phases[phase].Name, .. columns.Select(column => column.Value(figures))]);
            }

            foreach (StepResult step in group.Steps)
            {
                Row([group.Group.Name, $"step {step.Step}", .. columns.Select(column => column.Value(step.Figures))]);
            }
        }

        _text.Append('\n');
    }

    private void Header(IReadOnlyList<string> words, IReadOnlyList<string> numbers)
    {
        Row([.. words, .. numbers]);
        _text.Append("| ").AppendJoin(" | ", [.. words.Select(_ => "---"), .. numbers.Select(_ => "---:")]).Append(" |\n");
    }

    private void Row(IReadOnlyList<string> cells) =>
        _text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.StartsWith('`') || cell.StartsWith('*') ? cell.Replace("|", "\\|", StringComparison.Ordinal) : Plain(cell))).Append(" |\n");

    private void Line(string text) => _text.Append(text).Append("\n\n");

    // What comes from names and answers must not become markup.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (letter is '|' or '*' or '_' or '`' or '<' or '[' or '\\')
            {
                plain.Append('\\');
            }

            plain.Append(letter is '\n' or '\r' ? ' ' : letter);
        }

        return plain.ToString();
    }
}
