using Spectre.Console;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>All files that a run is written to, whatever kind of run it is.</summary>
internal sealed class ReportFiles
{
    private readonly ReportFile _page;
    private readonly ReportFile? _junit;
    private readonly (DataFile Wanted, ReportFile? Target)[] _data;

    private ReportFiles(ReportFile page, ReportFile? junit, (DataFile Wanted, ReportFile? Target)[] data)
    {
        _page = page;
        _junit = junit;
        _data = data;
    }

    /// <summary>Makes sure, before the run, that all of them can be written.</summary>
    /// <param name="subject">What the page is named after where the user named none.</param>
    /// <param name="page">The file of the HTML report that the user named, or <see langword="null"/>.</param>
    /// <param name="junit">The same for what held; none is written where it is <see langword="null"/>.</param>
    public static ReportFiles Open(string subject, string? page, IReadOnlyList<DataFile> data, string? junit, TimeProvider time) => new(
        ReportFile.For(subject, page, time),
        junit is null ? null : ReportFile.At("--junit", junit),
        [.. data.Select(wanted => (wanted, wanted.IsStandardOutput ? null : ReportFile.At(wanted.Option, wanted.Path)))]);

    /// <summary>Writes them and says where; what goes to the standard output comes after all else.</summary>
    /// <param name="data">The run in the form of such a file.</param>
    /// <param name="junit">Asked only where such a file is wanted.</param>
    public async Task WriteAsync(IAnsiConsole console, string page, Func<DataFile, string> data, Func<string>? junit = null)
    {
        _page.Write(page);
        if (_junit is not null && junit is not null)
        {
            _junit.Write(junit());
        }

        foreach ((DataFile wanted, ReportFile? target) in _data)
        {
            if (target is not null)
            {
                target.Write(data(wanted));
                console.MarkupLineInterpolated($"{wanted.Option[2..]}: [bold]{target.Path}[/]");
            }
        }

        console.MarkupLineInterpolated($"Report: [bold]{_page.Path}[/]");
        foreach ((DataFile wanted, ReportFile? _) in _data.Where(entry => entry.Target is null))
        {
            await console.Profile.Out.Writer.WriteAsync($"\n{data(wanted)}").ConfigureAwait(false);
        }
    }
}
