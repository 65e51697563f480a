using System.Text.RegularExpressions;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>The tables of metrics in <c>docs/telemetry.md</c>.</summary>
internal static partial class MetricsTable
{
    private static readonly string[] Lines = File.ReadAllLines(RepositoryFile.Of("docs/telemetry.md"));

    /// <summary>The metrics that the simulator makes itself.</summary>
    public static IReadOnlyList<MetricsTableRow> Own { get; } =
    [
        .. Lines.Select(line => OwnRow().Match(line)).Where(row => row.Success).Select(row => new MetricsTableRow(
            row.Groups["name"].Value,
            row.Groups["series"].Value,
            row.Groups["type"].Value,
            row.Groups["unit"].Value,
            [.. row.Groups["attribute"].Captures.Select(capture => capture.Value)])),
    ];

    /// <summary>What the metrics of libraries are called at <c>/metrics</c>.</summary>
    public static IReadOnlyList<string> OfLibraries { get; } = [.. Lines.Select(line => LibraryRow().Match(line)).Where(row => row.Success).Select(row => row.Groups["series"].Value)];

    public static bool IsOwn(string metric) => metric.StartsWith("stssim_", StringComparison.Ordinal) || metric.StartsWith("rpc_", StringComparison.Ordinal);

    [GeneratedRegex(@"^\| `(?<name>[\w.]+)` \| `(?<series>\w+)` \| (?<type>\w+) \| (?<unit>\S+) \| ((`(?<attribute>[\w.]+)`(, )?)*) \|", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnRow();

    [GeneratedRegex(@"^\| `(?<series>\w+)` \| (?!`)", RegexOptions.ExplicitCapture)]
    private static partial Regex LibraryRow();
}
