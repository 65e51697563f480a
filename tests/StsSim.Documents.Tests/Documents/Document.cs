using System.Text.RegularExpressions;

namespace StsSim.Documents.Tests.Documents;

/// <summary>A document's fenced blocks, by the rules of CommonMark as far as documents here need them.</summary>
internal sealed partial class Document
{
    private readonly List<Mistake> _mistakes = [];
    private readonly List<Block> _blocks = [];

    private Document(string path, string text)
    {
        Path = path;
        Read(text.ReplaceLineEndings("\n").Split('\n'));
    }

    /// <summary>Relative to the repository.</summary>
    public string Path { get; }

    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>What cannot be read as it was meant.</summary>
    public IReadOnlyList<Mistake> Mistakes => _mistakes;

    public static Document Parse(string path, string text) => new(path, text);

    private void Read(string[] lines)
    {
        for (int at = 0; at < lines.Length; at++)
        {
            if (Quoted().IsMatch(lines[at]))
            {
                _mistakes.Add(new Mistake(at + 1, "a fence within a quotation is not read"));
            }

            Match fence = Fence().Match(lines[at]);
            if (fence.Success)
            {
                at = ReadBlock(lines, at, fence);
            }
            else if (Mark.Of(lines[at]) is not null && !(at + 1 < lines.Length && Fence().IsMatch(lines[at + 1])))
            {
                _mistakes.Add(new Mistake(at + 1, "a mark stands directly before a block's fence"));
            }
        }
    }

    /// <returns>The index of the closing fence.</returns>
    private int ReadBlock(string[] lines, int opening, Match fence)
    {
        int indentation = fence.Groups["indentation"].Length;
        string mark = fence.Groups["mark"].Value;
        int closing = opening + 1;
        while (closing < lines.Length && !Closes(lines[closing], mark))
        {
            closing++;
        }

        if (closing == lines.Length)
        {
            _mistakes.Add(new Mistake(opening + 1, "the block has no end"));
        }

        string content = string.Join('\n', lines[(opening + 1)..closing].Select(line => WithoutIndentation(line, indentation)));
        _blocks.Add(new Block(opening + 1, fence.Groups["language"].Value.Trim(), content, opening == 0 ? "" : lines[opening - 1].Trim()));
        return closing;
    }

    private static bool Closes(string line, string mark)
    {
        string trimmed = line.Trim();
        return trimmed.Length >= mark.Length && trimmed.All(character => character == mark[0]);
    }

    private static string WithoutIndentation(string line, int most)
    {
        int spaces = line.TakeWhile(character => character == ' ').Take(most).Count();
        return line[spaces..];
    }

    // A fence may open an item of a list.
    [GeneratedRegex(@"^(?<indentation>\s*(?:(?:[-*+]|\d+[.)])\s+)*)(?<mark>`{3,}|~{3,})(?<language>[^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*>[\s>]*(?:```|~~~)")]
    private static partial Regex Quoted();
}
