using System.Text.RegularExpressions;

namespace StsSim.Documents.Tests.Documents;

/// <summary>An HTML comment directly before a block: <c>not run: REASON</c>, <c>run by: NAME</c> or <c>file: NAME</c>.</summary>
/// <param name="Text">The reason or the name; empty where there is none.</param>
internal sealed partial record Mark(MarkKind Kind, string Text)
{
    /// <summary>The mark that a line is, or <see langword="null"/>.</summary>
    public static Mark? Of(string line)
    {
        Match match = Comment().Match(line.Trim());
        return match.Success ? new Mark(KindOf(match.Groups["kind"].Value), match.Groups["text"].Value.Trim()) : null;
    }

    private static MarkKind KindOf(string kind) => kind switch
    {
        "not run" => MarkKind.NotRun,
        "run by" => MarkKind.RunBy,
        _ => MarkKind.File,
    };

    [GeneratedRegex("^<!-- (?<kind>not run|run by|file):(?<text>.*)-->$", RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();
}
