using System.Text;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>Every byte of an answer, in how many pieces it came, and what became of the connection.</summary>
public sealed record RawAnswer(byte[] Bytes, int Pieces, AnswerEnd End)
{
    private const string EndOfHead = "\r\n\r\n";

    public string Text => Encoding.Latin1.GetString(Bytes);

    /// <summary>The head without the empty line that ends it; nothing where none came.</summary>
    public string Head => Text.Split(EndOfHead, 2) is { Length: 2 } parts ? parts[0] : "";

    public string Body => Text.Split(EndOfHead, 2) is { Length: 2 } parts ? parts[1] : "";

    public int Status => int.Parse(Head.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

    public int ContentLength => int.Parse(Assert.Single(Values("Content-Length")), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The values of every header line of that name.</summary>
    public IReadOnlyList<string> Values(string header) =>
    [
        .. Head.Split("\r\n").Skip(1).Select(line => line.Split(':', 2))
            .Where(line => line[0].Equals(header, StringComparison.OrdinalIgnoreCase)).Select(line => line[1].Trim()),
    ];
}
