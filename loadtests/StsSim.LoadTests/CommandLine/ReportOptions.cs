using System.CommandLine;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>Where a run is written down.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _html = new("--report")
    {
        Description = "File for the HTML report. [default: reports/<scenario>-<date>.html]",
        HelpName = "FILE",
    };

    private readonly Option<string?> _markdown = File(Markdown, "File for the report as Markdown, for a pull request or a CI's summary; - is the standard output.");
    private readonly Option<string?> _json = File(Json, "File for all figures as JSON, or -.");
    private readonly Option<string?> _csv = File(Csv, "File for the figures of each client group, phase and step as CSV, or -.");

    public const string Markdown = "--markdown";
    public const string Json = "--json";
    public const string Csv = "--csv";

    public IEnumerable<Option> All => [_html, _markdown, _json, _csv];

    public string? HtmlFile(ParseResult parsed) => parsed.GetValue(_html);

    public IReadOnlyList<DataFile> DataFiles(ParseResult parsed) =>
    [
        .. new[] { _markdown, _json, _csv }
            .Where(option => parsed.GetValue(option) is not null)
            .Select(option => new DataFile(option.Name, parsed.GetValue(option)!)),
    ];

    private static Option<string?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };
}
