using StsSim.LoadTests.Experiments;
namespace StsSim.LoadTests.Reports;
internal static class ExperimentPage { public static string Of(ExperimentResult result) => HtmlReport.Of(result.Run); }
