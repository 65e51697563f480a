using System.Globalization;
using System.Text;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>A row for each client group as a whole, each of its phases and each of its steps, failures included (RFC 4180); times in milliseconds, empty where nothing was measured.</summary>
internal static class CsvReport
{
    private static readonly (string Name, Func<TallyFigures, double?> Value)[] Columns =
    [
        ("offered", figures => figures.Offered),
        ("dropped", figures => figures.Dropped),
        ("ok", figures => figures.Ok),
        ("given_up", figures => figures.GivenUp),
        ("held_back", figures => figures.HeldBack),
        ("failed", figures => figures.Failed),
        ("unfinished", figures => figures.Unfinished),
        ("attempts", figures => figures.Attempts),
        ("throttled", figures => figures.Throttled),
        ("amplification", figures => figures.Amplification),
        ("mean_ms", figures => figures.Latency.Mean?.TotalMilliseconds),
        ("p50_ms", figures => figures.Latency.P50?.TotalMilliseconds),
        ("p90_ms", figures => figures.Latency.P90?.TotalMilliseconds),
        ("p95_ms", figures => figures.Latency.P95?.TotalMilliseconds),
        ("p99_ms", figures => figures.Latency.P99?.TotalMilliseconds),
        ("p99_9_ms", figures => figures.Latency.P999?.TotalMilliseconds),
        ("max_ms", figures => figures.Latency.Max?.TotalMilliseconds),
    ];

    public static string Of(RunResult result)
    {
        var csv = new StringBuilder("scenario,clients,scope,name,");
        csv.AppendJoin(',', Columns.Select(column => column.Name)).Append(",failures\r\n");
        foreach (GroupResult group in result.Groups)
        {
            Append(csv, result, group, "run", "", group.Total);
            for (int phase = 0; phase < group.Phases.Count; phase++)
            {
                Append(csv, result, group, "phase", result.Plan.Phases[phase].Name, group.Phases[phase]);
            }

            foreach (StepResult step in group.Steps)
            {
                Append(csv, result, group, "step", step.Step, step.Figures);
            }
        }

        return csv.ToString();
    }

    private static void Append(StringBuilder csv, RunResult result, GroupResult group, string scope, string name, TallyFigures figures)
    {
        string failures = string.Join(' ', figures.Failures.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
        string[] words = [result.Options.Scenario.Name, group.Group.Name, scope, name];
        csv.AppendJoin(',', words.Select(Field)).Append(',');
        csv.AppendJoin(',', Columns.Select(column => column.Value(figures)?.ToString("0.###", CultureInfo.InvariantCulture) ?? ""));
        csv.Append(',').Append(Field(failures)).Append("\r\n");
    }

    private static string Field(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
