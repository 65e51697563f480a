using System.CommandLine;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>Where a run is written down.</summary>
internal sealed class ReportOptions
{
    public const string Markdown = "--markdown";
    public const string Json = "--json";
    public const string Csv = "--csv";

    private readonly Option<string?> _html;
    private readonly Option<string?>[] _data;

    /// <param name="subject">What the page is named after where nothing is said.</param>
    /// <param name="forms">In which the figures can be had besides the page; all of them where none is named.</param>
    public ReportOptions(string subject, params string[] forms)
    {
        _html = OptionSyntax.File("--report", $"File for the HTML report. [default: reports/{subject}-<date>.html]");
        _data =
        [
            .. new[]
            {
                OptionSyntax.File(Markdown, "File for the report as Markdown, for a pull request or a CI's summary; - is the standard output."),
                OptionSyntax.File(Json, "File for all figures as JSON, or -."),
                OptionSyntax.File(Csv, "File for the figures of each client group, phase and step as CSV, or -."),
            }.Where(option => forms.Length == 0 || forms.Contains(option.Name)),
        ];
    }

    public IEnumerable<Option> All => [_html, .. _data];

    public string? HtmlFile(ParseResult parsed) => parsed.GetValue(_html);

    public IReadOnlyList<DataFile> DataFiles(ParseResult parsed) =>
    [
        .. _data
            .Where(option => parsed.GetValue(option) is not null)
            .Select(option => new DataFile(option.Name, parsed.GetValue(option)!)),
    ];
}
