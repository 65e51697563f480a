using System.Buffers;
using System.Globalization;

namespace StsSim.Protocol.Results;

/// <summary>
/// The XML form: no declaration, two spaces of indent, line feeds, a trailing line feed. The layout reproduces the
/// Content-Length of recorded STS answers to the byte.
/// </summary>
public sealed class XmlResultWriter : ResultWriter, IReusable
{
    // What XML text must escape, and what XML 1.0 cannot carry at all.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "&<>\"'\r\uFFFE\uFFFF\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\v\f\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private Answer _answer;

    public XmlResultWriter()
    {
    }

    public XmlResultWriter(PooledBuffer output, string xmlNamespace) => Begin(output, xmlNamespace);

    private PooledBuffer Output => _answer.Output ?? throw new InvalidOperationException("There is nothing to write into.");

    /// <summary>Turns to another answer.</summary>
    /// <param name="xmlNamespace">Of its root element.</param>
    public void Begin(PooledBuffer output, string xmlNamespace) => _answer = new Answer { Output = output, Namespace = xmlNamespace };

    public void Reset() => _answer = default;

    public override string ContentType => "text/xml";

    public override void BeginResult(ReadOnlySpan<byte> operation, bool hasResult = true)
    {
        OpenRoot(operation, "Response"u8);
        _answer.HasResult = hasResult;
        if (!hasResult)
        {
            return;
        }

        Indent();
        Output.WriteByte((byte)'<');
        Output.Write(operation);
        Output.Write("Result>\n"u8);
        _answer.Depth++;
    }

    public override void EndResult(ReadOnlySpan<byte> operation, Guid requestId)
    {
        if (_answer.HasResult)
        {
            _answer.Depth--;
            Indent();
            Output.Write("</"u8);
            Output.Write(operation);
            Output.Write("Result>\n"u8);
        }

        Output.Write("  <ResponseMetadata>\n    <RequestId>"u8);
        WriteRequestId(requestId);
        Output.Write("</RequestId>\n  </ResponseMetadata>\n</"u8);
        Output.Write(operation);
        Output.Write("Response>\n"u8);
    }

    public override void BeginStructure(ReadOnlySpan<byte> name)
    {
        Indent();
        Tag("<"u8, name);
        Output.WriteByte((byte)'\n');
        _answer.Depth++;
    }

    public override void EndStructure(ReadOnlySpan<byte> name)
    {
        _answer.Depth--;
        Indent();
        Tag("</"u8, name);
        Output.WriteByte((byte)'\n');
    }

    public override void BeginList(ReadOnlySpan<byte> name) => BeginStructure(name);

    public override void EndList(ReadOnlySpan<byte> name) => EndStructure(name);

    public override void BeginMap(ReadOnlySpan<byte> name) => BeginStructure(name);

    public override void EndMap(ReadOnlySpan<byte> name) => EndStructure(name);

    public override void Entry(ReadOnlySpan<byte> key, long value)
    {
        BeginStructure("entry"u8);
        Indent();
        Tag("<"u8, "key"u8);
        Output.Write(key);
        Close("key"u8);
        Member("value"u8, value);
        EndStructure("entry"u8);
    }

    public override void Member(ReadOnlySpan<byte> name, bool value) => Member(name, value ? "true" : "false");

    public override void Member(ReadOnlySpan<byte> name, string value)
    {
        Indent();
        Tag("<"u8, name);
        WriteText(value);
        Close(name);
    }

    public override void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        Indent();
        Tag("<"u8, name);
        Output.Write(value);
        Close(name);
    }

    public override void Member(ReadOnlySpan<byte> name, long value)
    {
        Indent();
        Tag("<"u8, name);
        value.TryFormat(Output.GetSpan(20), out int written, default, CultureInfo.InvariantCulture);
        Output.Advance(written);
        Close(name);
    }

    public override void Member(ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        Indent();
        Tag("<"u8, name);
        value.UtcDateTime.TryFormat(Output.GetSpan(20), out int written, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        Output.Advance(written);
        Close(name);
    }

    public override void Error(Errors.AwsError error, Guid requestId)
    {
        OpenRoot("Error"u8, "Response"u8);
        BeginStructure("Error"u8);
        Member("Type"u8, error.Type);
        Member("Code"u8, error.Code);
        if (error.Message is not null)
        {
            Member("Message"u8, error.Message);
        }

        EndStructure("Error"u8);
        Output.Write("  <RequestId>"u8);
        WriteRequestId(requestId);
        Output.Write("</RequestId>\n</ErrorResponse>\n"u8);
    }

    private void OpenRoot(ReadOnlySpan<byte> stem, ReadOnlySpan<byte> suffix)
    {
        Output.WriteByte((byte)'<');
        Output.Write(stem);
        Output.Write(suffix);
        Output.Write(" xmlns=\""u8);
        Output.WriteUtf8(_answer.Namespace);
        Output.Write("\">\n"u8);
        _answer.Depth = 1;
    }

    private void Close(ReadOnlySpan<byte> name)
    {
        Tag("</"u8, name);
        Output.WriteByte((byte)'\n');
    }

    private void Tag(ReadOnlySpan<byte> opening, ReadOnlySpan<byte> name)
    {
        Output.Write(opening);
        Output.Write(name);
        Output.WriteByte((byte)'>');
    }

    private void Indent()
    {
        Span<byte> spaces = Output.GetSpan(_answer.Depth * 2)[..(_answer.Depth * 2)];
        spaces.Fill((byte)' ');
        Output.Advance(spaces.Length);
    }

    private void WriteRequestId(Guid requestId)
    {
        requestId.TryFormat(Output.GetSpan(36), out int written);
        Output.Advance(written);
    }

    private void WriteText(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAny(Special);
            if (plain < 0)
            {
                Output.WriteUtf8(text);
                return;
            }

            Output.WriteUtf8(text[..plain]);
            Output.Write(text[plain] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\'' => "&apos;"u8,
                '\r' => "&#xD;"u8,
                _ => "\uFFFD"u8, // XML 1.0 cannot carry it, escaped or not
            });
            text = text[(plain + 1)..];
        }
    }

    private struct Answer
    {
        public PooledBuffer? Output;
        public string? Namespace;
        public int Depth;
        public bool HasResult;
    }
}
