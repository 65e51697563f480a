using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

internal static class HtmlReport
{
    public static string Of(RunResult result) => result.ToString()!;
}
