using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>A run in the form that a file is to have.</summary>
internal static class RunDataFile
{
    public static string Of(DataFile file, RunResult result) => file.Option switch
    {
        ReportOptions.Markdown => MarkdownReport.Of(result),
        ReportOptions.Json => JsonReport.Of(result),
        _ => CsvReport.Of(result),
    };

    public static string Of(DataFile file, ExperimentResult result) =>
        file.Option == ReportOptions.Markdown ? MarkdownReport.Of(result) : Of(file, result.AsRun());
}
