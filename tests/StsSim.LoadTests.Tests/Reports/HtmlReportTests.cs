using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Reports;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private const string Hostile = "<script>alert('x')</script>\"&";

    private readonly RunResult _result = SampleRun.Create();

    public static TheoryData<string> Scenarios => [.. ScenarioCatalog.All.Select(scenario => scenario.Name)];

    [Fact]
    public void The_page_fetches_nothing()
    {
        string page = HtmlReport.Of(_result);

        Assert.DoesNotMatch(@"(?i)\b(src|href|action|data|poster|xlink:href)\s*=", page);
        Assert.DoesNotMatch(@"(?i)url\s*\(|@import|<(script|link|iframe|object|embed|img|base)\b", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tables_hold_the_figures()
    {
        string page = HtmlReport.Of(_result);

        // Standard in the step-down: 50 offered, half of them given up after three throttled attempts.
        Assert.Equal(
            ["step-down", "50", "25", "75", "50", "25", "0", "0", "100", "2.00", "0", "0"],
            RowAfter(page, "dotnet-standard (us-east-1)", row: 1, table: 0));
        Assert.Equal("whole run", RowAfter(page, "dotnet-standard (us-east-1)", row: 3, table: 0)[0]);
        Assert.Equal("150", RowAfter(page, "dotnet-standard (us-east-1)", row: 3, table: 0)[1]);
        Assert.StartsWith("5.0", RowAfter(page, "dotnet-no-retries (ap-southeast-2)", row: 0, table: 1)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_tells_how_the_run_was_made()
    {
        string page = WebUtility.HtmlDecode(HtmlReport.Of(_result));

        Assert.Contains("--scenario quota-step-down --duration 15s --rate 10 --seed 1", page, StringComparison.Ordinal);
        Assert.Contains("AWSSDK.SecurityToken 4.0.101.10", page, StringComparison.Ordinal);
        Assert.Contains("Token buckets are kept per account and region", page, StringComparison.Ordinal);
        Assert.Contains("300 issued, all distinct", page, StringComparison.Ordinal);
        Assert.DoesNotContain(ClientCredentials.Example.SecretAccessKey, page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Every_chart_is_well_formed_and_labelled(string scenario)
    {
        string page = HtmlReport.Of(SampleRun.Create(ScenarioCatalog.Find(scenario)));
        XElement[] charts = [.. Svg().Matches(page).Select(match => XElement.Parse(match.Value))];

        Assert.True(charts.Length > 6);
        Assert.All(charts, chart => Assert.DoesNotContain("NaN", chart.ToString(), StringComparison.Ordinal));
        XElement[] withAxes = [.. charts.Where(chart => chart.Elements("text").Any(text => HasClass(text, "axis-label")))];
        Assert.True(withAxes.Length >= 6);
        Assert.All(withAxes, chart => Assert.Equal(2, chart.Elements("text").Count(text => HasClass(text, "axis-label"))));
    }

    [Fact]
    public void Timelines_show_phases_quota_and_values_on_hover()
    {
        string page = HtmlReport.Of(_result);

        Assert.Equal(3, Regex.Count(page, ">quota 5/s<"));
        Assert.Contains(">step-down</text>", page, StringComparison.Ordinal);
        Assert.Contains("offered 10\nattempts 10\nok 10", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_words_are_only_words()
    {
        string page = HtmlReport.Of(SampleRun.Create(
            new HostileScenario(), Hostile, endpoint: new Uri("http://127.0.0.1:1/?q=<script>")));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(WebUtility.HtmlEncode(Hostile), page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_run_is_marked() =>
        Assert.Contains("<strong>interrupted</strong>", HtmlReport.Of(SampleRun.Create(interrupted: true)), StringComparison.Ordinal);

    private static bool HasClass(XElement element, string name) =>
        element.Attribute("class")?.Value.Split(' ').Contains(name) == true;

    private static string[] RowAfter(string page, string clients, int row, int table)
    {
        string body = page.Split("<tbody>")[table + 1];
        string[] rows = body[body.IndexOf($"<th>{clients}</th>", StringComparison.Ordinal)..].Split("</tr>");
        return [.. Cell().Matches(rows[row]).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("<td[^>]*>([^<]*)</td>")]
    private static partial Regex Cell();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();

    private sealed class HostileScenario : Scenario
    {
        private readonly QuotaStepDown _inner = new();

        public override string Name => Hostile;

        public override string Shows => Hostile;

        public override ScenarioNeeds Needs => ScenarioNeeds.QuotaControl;

        public override ScenarioPlan Plan(ScenarioSettings settings)
        {
            ScenarioPlan plan = _inner.Plan(settings);
            return plan with { Phases = [.. plan.Phases.Select(phase => phase with { Name = Hostile })] };
        }

        public override Task RunAsync(Iteration iteration) => _inner.RunAsync(iteration);
    }
}
