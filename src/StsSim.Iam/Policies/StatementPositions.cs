using System.Text;
using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>
/// Where the statements of a document stand, as the policy simulator of AWS counts: a statement begins behind whatever
/// came last, the bracket of the list or the statement before; one that is no list begins behind its own brace
/// (recorded).
/// </summary>
public static class StatementPositions
{
    /// <param name="document">JSON that a policy was parsed from.</param>
    /// <returns>One span for each statement, in their order.</returns>
    public static IReadOnlyList<TextSpan> Of(string document)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(document);
        var reader = new Utf8JsonReader(utf8);
        var spans = new List<TextSpan>();
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            bool isStatement = reader.ValueTextEquals("Statement"u8);
            reader.Read();
            if (isStatement)
            {
                ReadStatements(ref reader, utf8, spans);
            }
            else
            {
                reader.Skip();
            }
        }

        return spans;
    }

    private static void ReadStatements(ref Utf8JsonReader reader, byte[] utf8, List<TextSpan> spans)
    {
        int begin = (int)reader.BytesConsumed;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            spans.Add(Span(utf8, begin, (int)reader.BytesConsumed));
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            int end = (int)reader.BytesConsumed;
            spans.Add(Span(utf8, begin, end));
            begin = end;
        }
    }

    private static TextSpan Span(ReadOnlySpan<byte> utf8, int begin, int end)
    {
        (int startLine, int startColumn) = Position(utf8[..begin]);
        (int endLine, int endColumn) = Position(utf8[..end]);
        return new TextSpan(startLine, startColumn, endLine, endColumn);
    }

    private static (int Line, int Column) Position(ReadOnlySpan<byte> before) =>
        (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
}
