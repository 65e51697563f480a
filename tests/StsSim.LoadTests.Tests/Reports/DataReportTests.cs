using System.Text.Json.Nodes;
using StsSim.LoadTests.Reports;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Tests.Reports;

/// <summary>The forms of a report that programs and pull requests read.</summary>
public sealed class DataReportTests
{
    private static RunResult Run
    {
        get
        {
            RunResult run = SampleRun.Create();
            Threshold threshold = ThresholdParser.Parse("""phase("step-down").ok >= 99%""");
            return run with { Thresholds = [threshold.Check(run.Groups, [.. run.Plan.Phases.Select(phase => phase.Name)], run.Plan.Duration)] };
        }
    }

    [Fact]
    public void The_json_has_every_figure_by_group_and_phase()
    {
        JsonNode report = JsonNode.Parse(JsonReport.Of(Run))!;

        Assert.Equal((1, "quota-step-down", "open"), ((int)report["version"]!, (string)report["scenario"]!, (string)report["model"]!));
        Assert.False((bool)report["allHeld"]!);
        JsonNode standard = report["groups"]!.AsArray().Single(group => (string)group!["name"]! == "dotnet-standard")!;
        JsonNode stepDown = standard["phases"]![1]!["figures"]!;
        Assert.Equal((50, 25, 25), ((int)stepDown["offered"]!, (int)stepDown["ok"]!, (int)stepDown["givenUp"]!));
        Assert.InRange((double)stepDown["latencyMs"]!["p99.9"]!, 4.9, 5.2);
        Assert.Equal(150, standard["timeline"]!.AsArray().Sum(slot => (int)slot!["offered"]!));
        Assert.Equal("dotnet-standard, step-down", (string)report["thresholds"]![0]!["of"]!);
    }

    [Fact]
    public void Groups_of_one_SDK_are_told_together_and_retry_rules_only_of_those_that_have_one()
    {
        RunResult run = SampleRun.Create();
        RunFacts mixed = run.Facts with
        {
            Sdks = [new("dotnet-standard", "AWSSDK.SecurityToken 4"), new("boto3-standard", "boto3 1.43.11"), new("naive", "AWSSDK.SecurityToken 4"), new("raw", null)],
        };
        RunFacts none = run.Facts with { Sdks = [new("raw", null)] };

        JsonNode facts = JsonNode.Parse(JsonReport.Of(run with { Facts = mixed }))!["facts"]!;
        JsonNode withoutSdk = JsonNode.Parse(JsonReport.Of(run with { Facts = none }))!["facts"]!;

        Assert.Equal("dotnet-standard, naive: AWSSDK.SecurityToken 4; boto3-standard: boto3 1.43.11; raw: none", (string)facts["SDKs"]!);
        Assert.NotNull(facts["Retry rules"]);
        Assert.Equal("raw: none", (string)withoutSdk["SDKs"]!);
        Assert.Null(withoutSdk["Retry rules"]);
    }

    [Fact]
    public void The_csv_has_a_row_for_each_group_and_phase_and_the_failures_in_it()
    {
        string[] lines = CsvReport.Of(SampleRun.Create(errorCode: "Odd, \"quoted\"")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(1 + (3 * 4), lines.Length);
        Assert.StartsWith("scenario,clients,scope,name,offered,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("quota-step-down,dotnet-standard,phase,step-down,50,0,25,0,0,25,", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(",\"Odd, \"\"quoted\"\"=25\"", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void The_markdown_tells_the_broken_threshold_and_lets_no_name_become_markup()
    {
        string page = MarkdownReport.Of(Run);

        Assert.Contains("| **broken** | dotnet-standard, step-down | 50% |", page, StringComparison.Ordinal);
        Assert.Contains("| dotnet-no-retries | step-down | 50 | 25 |", page, StringComparison.Ordinal);
        Assert.Contains("\\<b\\|", MarkdownReport.Of(SampleRun.Create(errorCode: "<b|")), StringComparison.Ordinal);
    }
}
