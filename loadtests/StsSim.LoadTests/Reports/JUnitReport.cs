using System.Globalization;
using System.Xml.Linq;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.Reports;

/// <summary>Expectations as JUnit XML, which CIs show as tests: one suite for each group of clients, and a broken expectation is a failure (the schema of the Maven Surefire plugin).</summary>
internal static class JUnitReport
{
    /// <param name="run">What was run.</param>
    /// <param name="suites">By name: what was expected.</param>
    /// <param name="thresholds">What had to hold of the run's own figures; null where there were none.</param>
    public static string Of(
        string run,
        IReadOnlyList<(string Name, IReadOnlyList<CheckedExpectation> Expectations)> suites,
        IReadOnlyList<CheckedThreshold>? thresholds = null)
    {
        var document = new XDocument(
            new XDeclaration("1.0", "utf-8", standalone: null),
            new XElement("testsuites", new XAttribute("name", run), suites.Select(suite => SuiteOf(run, suite.Name, suite.Expectations)), thresholds is { Count: > 0 } ? SuiteOf(run, thresholds) : null));
        return $"{document.Declaration}\n{document}\n";
    }

    private static XElement SuiteOf(string run, string name, IReadOnlyList<CheckedExpectation> expectations) => new(
        "testsuite",
        new XAttribute("name", name),
        new XAttribute("tests", expectations.Count),
        new XAttribute("failures", expectations.Count(expectation => !expectation.Held)),
        new XAttribute("errors", 0),
        new XAttribute("skipped", 0),
        expectations.Select(expectation => new XElement(
            "testcase",
            new XAttribute("classname", $"{run}.{name}"),
            new XAttribute("name", expectation.Text),
            expectation.Held ? null : new XElement("failure", new XAttribute("type", "expectation"), new XAttribute("message", WordsFor(expectation))))));

    private static XElement SuiteOf(string run, IReadOnlyList<CheckedThreshold> thresholds) => new(
        "testsuite",
        new XAttribute("name", "thresholds"),
        new XAttribute("tests", thresholds.Count),
        new XAttribute("failures", thresholds.Count(threshold => !threshold.Held)),
        new XAttribute("errors", 0),
        new XAttribute("skipped", 0),
        thresholds.Select(threshold => new XElement(
            "testcase",
            new XAttribute("classname", $"{run}.thresholds"),
            new XAttribute("name", threshold.Threshold.Text),
            threshold.Held ? null : new XElement("failure", new XAttribute("type", "threshold"), new XAttribute("message", threshold.Sentence)))));

    private static string WordsFor(CheckedExpectation expectation)
    {
        string observed = expectation.Observed is { } value ? string.Create(CultureInfo.InvariantCulture, $"was {value}") : "was not observed";
        return $"{expectation.Figure} {observed}{(expectation.Clients is { } clients ? $" for {clients}" : "")}, expected {expectation.Expected}";
    }
}
