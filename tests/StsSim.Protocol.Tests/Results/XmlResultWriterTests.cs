using System.Globalization;
using System.Text;
using System.Xml.Linq;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Protocol.Tests.Results;

public sealed class XmlResultWriterTests : IDisposable
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static readonly Guid RequestId = new("89b682e5-ac18-4fac-a917-2155723ed59b");

    private readonly PooledBuffer _output = new(64);
    private readonly XmlResultWriter _writer;

    public XmlResultWriterTests()
    {
        _writer = new XmlResultWriter(_output, Namespace);
    }

    private string Written => Encoding.UTF8.GetString(_output.WrittenSpan);

    public void Dispose() => _output.Dispose();

    // Both lengths are Content-Length headers of recorded STS answers.
    [Theory]
    [InlineData(403, "InvalidClientTokenId", "The security token included in the request is invalid", 305)]
    [InlineData(403, "MissingAuthenticationToken", "Request is missing Authentication Token", 297)]
    public void An_error_has_the_recorded_length(int status, string code, string message, int contentLength)
    {
        _writer.Error(new AwsError(status, code, message), RequestId);
        Assert.Equal(contentLength, _output.WrittenCount);
    }

    [Fact]
    public void An_error_is_laid_out_as_recorded()
    {
        _writer.Error(new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token"), RequestId);
        Assert.Equal(
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error>
                <Type>Sender</Type>
                <Code>MissingAuthenticationToken</Code>
                <Message>Request is missing Authentication Token</Message>
              </Error>
              <RequestId>89b682e5-ac18-4fac-a917-2155723ed59b</RequestId>
            </ErrorResponse>

            """,
            Written);
        Assert.Equal("text/xml", _writer.ContentType);
    }

    [Fact]
    public void An_error_without_a_message_has_no_message_element()
    {
        _writer.Error(new AwsError(500, "InternalFailure", null), RequestId);
        Assert.Equal(
            """
            <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <Error>
                <Type>Receiver</Type>
                <Code>InternalFailure</Code>
              </Error>
              <RequestId>89b682e5-ac18-4fac-a917-2155723ed59b</RequestId>
            </ErrorResponse>

            """,
            Written);
    }

    [Fact]
    public void A_trailing_space_of_a_message_survives()
    {
        _writer.Error(new AwsError(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region. "), RequestId);
        Assert.Contains("<Message>Credential should be scoped to a valid region. </Message>", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_is_wrapped_indented_and_followed_by_its_metadata()
    {
        _writer.BeginResult("GetFederationToken"u8);
        _writer.BeginStructure("Credentials"u8);
        _writer.Member("AccessKeyId"u8, "ASIAQNZGKIQY56JQ7WML");
        _writer.Member("Expiration"u8, new DateTimeOffset(2021, 5, 6, 1, 22, 8, 987, TimeSpan.FromHours(2)));
        _writer.EndStructure("Credentials"u8);
        _writer.Member("PackedPolicySize"u8, 0);
        _writer.EndResult("GetFederationToken"u8, RequestId);
        Assert.Equal(
            """
            <GetFederationTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetFederationTokenResult>
                <Credentials>
                  <AccessKeyId>ASIAQNZGKIQY56JQ7WML</AccessKeyId>
                  <Expiration>2021-05-05T23:22:08Z</Expiration>
                </Credentials>
                <PackedPolicySize>0</PackedPolicySize>
              </GetFederationTokenResult>
              <ResponseMetadata>
                <RequestId>89b682e5-ac18-4fac-a917-2155723ed59b</RequestId>
              </ResponseMetadata>
            </GetFederationTokenResponse>

            """,
            Written);
    }

    [Fact]
    public void A_map_is_a_list_of_entries()
    {
        _writer.BeginResult("GetAccountSummary"u8);
        _writer.BeginMap("SummaryMap"u8);
        _writer.Entry("Users"u8, 3);
        _writer.EndMap("SummaryMap"u8);
        Assert.EndsWith(
            """
                <SummaryMap>
                  <entry>
                    <key>Users</key>
                    <value>3</value>
                  </entry>
                </SummaryMap>

            """,
            Written);
    }

    [Theory]
    [InlineData(0L, "0")]
    [InlineData(-1L, "-1")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void Numbers_are_written_in_full(long number, string text)
    {
        _writer.BeginResult("X"u8);
        _writer.Member("N"u8, number);
        Assert.EndsWith($"    <N>{text}</N>\n", Written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a&b", "a&amp;b")]
    [InlineData("<a>", "&lt;a&gt;")]
    [InlineData("\"'", "&quot;&apos;")]
    [InlineData("a\rb", "a&#xD;b")]
    [InlineData("a\tb\nc", "a\tb\nc")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("]]>", "]]&gt;")]
    [InlineData("žluť \U0001F600", "žluť \U0001F600")]
    [InlineData("a\0b\u001F\uFFFE\uFFFF", "a\uFFFDb\uFFFD\uFFFD\uFFFD")]
    [InlineData("", "")]
    public void Text_is_escaped(string value, string written)
    {
        _writer.BeginResult("X"u8);
        _writer.Member("M"u8, value);
        Assert.EndsWith($"    <M>{written}</M>\n", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_character_keeps_the_document_well_formed()
    {
        var random = new Random(5);
        for (int round = 0; round < 300; round++)
        {
            char[] message = new char[random.Next(0, 200)];
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = (char)(random.Next(3) == 0 ? random.Next(0x10000) : random.Next(0x80));
            }

            _output.Clear();
            _writer.Error(new AwsError(400, "ValidationError", new string(message)), RequestId);
            string read = ReadMessage();
            Assert.Equal(Expected(message), read);
        }
    }

    [Fact]
    public void Every_control_character_keeps_the_document_well_formed()
    {
        foreach (char c in Enumerable.Range(0, 0x100).Select(i => (char)i).Append('\uFFFE').Append('\uFFFF').Append('\uD800').Append('\uDC00'))
        {
            _output.Clear();
            _writer.Error(new AwsError(400, "ValidationError", $"a{c}b"), RequestId);
            Assert.Equal(Expected(['a', c, 'b']), ReadMessage());
        }
    }

    [Fact]
    public void An_error_may_follow_a_result_that_was_begun_and_thrown_away()
    {
        _writer.Error(new AwsError(400, "Throttling", "Rate exceeded"), RequestId);
        string alone = Written;

        _output.Clear();
        _writer.BeginResult("GetFederationToken"u8);
        _writer.BeginStructure("Credentials"u8);
        _writer.Member("AccessKeyId"u8, "ASIA");
        _output.Clear();
        _writer.Error(new AwsError(400, "Throttling", "Rate exceeded"), RequestId);

        Assert.Equal(alone, Written);
    }

    [Fact]
    public void The_culture_of_the_thread_does_not_show()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.DateTimeFormat.TimeSeparator = ".";
            odd.NumberFormat.NegativeSign = "minus";
            CultureInfo.CurrentCulture = odd;
            _writer.BeginResult("X"u8);
            _writer.Member("N"u8, -5);
            _writer.Member("T"u8, DateTimeOffset.UnixEpoch);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.EndsWith("<N>-5</N>\n    <T>1970-01-01T00:00:00Z</T>\n", Written, StringComparison.Ordinal);
    }

    private string ReadMessage()
    {
        XNamespace ns = Namespace;
        XDocument document = XDocument.Parse(Written, LoadOptions.PreserveWhitespace);
        return document.Root!.Element(ns + "Error")!.Element(ns + "Message")!.Value;
    }

    // What XML 1.0 cannot carry arrives as the replacement character; half a surrogate pair is no character either.
    private static string Expected(ReadOnlySpan<char> message)
    {
        var expected = new StringBuilder();
        foreach (Rune rune in message.EnumerateRunes())
        {
            bool carried = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not (0xFFFE or 0xFFFF));
            expected.Append((carried ? rune : Rune.ReplacementChar).ToString());
        }

        return expected.ToString();
    }
}
