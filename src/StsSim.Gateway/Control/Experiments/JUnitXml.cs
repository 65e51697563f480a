using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using StsSim.Grains.Abstractions.Experiments;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>
/// Expectations as JUnit XML, which CIs show as tests: a broken one is a failure, a pending one is skipped (the schema of
/// the Maven Surefire plugin).
/// </summary>
internal static class JUnitXml
{
    /// <param name="suite">What the expectations are of.</param>
    public static async Task WriteAsync(HttpResponse response, string suite, IReadOnlyList<CheckedExpectation> expectations)
    {
        response.ContentType = "application/xml; charset=utf-8";
        await response.WriteAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{Of(suite, expectations)}\n");
    }

    private static XElement Of(string suite, IReadOnlyList<CheckedExpectation> expectations) => new(
        "testsuites",
        new XElement(
            "testsuite",
            new XAttribute("name", Printable(suite)),
            new XAttribute("tests", expectations.Count),
            new XAttribute("failures", expectations.Count(expectation => expectation.Outcome == ExpectationOutcome.Broken)),
            new XAttribute("errors", 0),
            new XAttribute("skipped", expectations.Count(expectation => expectation.Outcome == ExpectationOutcome.Pending)),
            new XAttribute("time", 0),
            expectations.Select(expectation => TestOf(suite, expectation))));

    private static XElement TestOf(string suite, CheckedExpectation expectation) => new(
        "testcase",
        new XAttribute("classname", Printable(suite)),
        new XAttribute("name", Printable(expectation.Text)),
        new XAttribute("time", 0),
        expectation.Outcome switch
        {
            ExpectationOutcome.Held => null,
            ExpectationOutcome.Pending => new XElement("skipped", new XAttribute("message", "the phase is not over yet")),
            _ => new XElement("failure", new XAttribute("type", "expectation"), new XAttribute("message", Printable(WordsFor(expectation)))),
        });

    private static string WordsFor(CheckedExpectation expectation)
    {
        string observed = expectation.Observed is { } value ? string.Create(CultureInfo.InvariantCulture, $"was {value}") : "was not observed";
        return $"{expectation.Figure} {observed}{(expectation.Clients is { } clients ? $" for {clients}" : "")}, expected {expectation.Expected}";
    }

    // XML 1.0 has no way to write these.
    private static string Printable(string text) => string.Concat(text.Select(c => c is '\uFFFE' or '\uFFFF' || char.IsControl(c) ? '\uFFFD' : c));
}
