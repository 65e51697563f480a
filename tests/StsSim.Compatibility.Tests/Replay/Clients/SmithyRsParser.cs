using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// The AWS SDK for Rust: the token scan of smithy-lang/smithy-rs <c>rust-runtime/aws-smithy-xml/src/decode.rs</c> under
/// the generated code of awslabs/aws-sdk-rust <c>sdk/sts/src/protocol_serde/shape_*.rs</c>.
/// </summary>
internal sealed class SmithyRsParser : IAnswerParser
{
    // aws/rust-runtime/aws-runtime/src/retries/classifiers.rs
    private static readonly HashSet<string> ThrottlingErrors =
    [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "TooManyRequestsException",
        "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
        "LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
    ];

    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        var tokens = new TokenReader(XmlTokenizer.Read(answer.Body));
        Expect($"{operation}Response", tokens.NextChild());

        // The result is looked for in the first child alone.
        ResultMember result = ResultMember.ResultOf(operation);
        Expect(result.Name, tokens.NextChild());
        var built = new ResultBuilder(ParseDateTime);
        ReadMembers(tokens, result, "", built);

        // aws/rust-runtime/aws-types/src/request_id.rs: the header only.
        return built.Build(answer.Headers.GetValueOrDefault("x-amzn-requestid"));
    }

    public ParsedError ReadError(WireAnswer answer)
    {
        // rust-runtime/inlineable/src/rest_xml_wrapped_errors.rs: the typed errors insist on the root.
        var tokens = new TokenReader(XmlTokenizer.Read(answer.Body));
        Expect("ErrorResponse", tokens.NextChild());
        string? code = null;
        string? message = null;
        while (tokens.NextChild() is { } child)
        {
            while (child == "Error" && tokens.NextChild() is { } field)
            {
                code = field == "Code" ? ReadData(tokens) : code;
                message = field == "Message" ? ReadData(tokens) : message;
                tokens.Leave();
            }

            if (child != "Error")
            {
                tokens.Leave();
            }
        }

        return new ParsedError(code, message, answer.Headers.GetValueOrDefault("x-amzn-requestid"), Fault: null, code is not null && ThrottlingErrors.Contains(code));
    }

    private static void ReadMembers(TokenReader tokens, ResultMember structure, string prefix, ResultBuilder built)
    {
        while (tokens.NextChild() is { } name)
        {
            if (structure.Find(name) is not { } member)
            {
                tokens.Leave();
            }
            else if (member.Kind == MemberKind.Structure)
            {
                ReadMembers(tokens, member, $"{prefix}{name}.", built);
            }
            else
            {
                built.Add(prefix + name, member, ReadData(tokens));
                tokens.Leave();
            }
        }
    }

    // try_data: the first text there is; CDATA and comments are passed over, an element is an error.
    private static string ReadData(TokenReader tokens)
    {
        while (tokens.Peek() is { Kind: not XmlTokenKind.EndElement } token)
        {
            if (token.Kind == XmlTokenKind.StartElement)
            {
                throw new AnswerRejectedException($"looking for a data element, found <{token.Value}>");
            }

            tokens.Next();
            if (token.Kind == XmlTokenKind.Text)
            {
                return XmlTokenizer.Resolve(token.Value);
            }
        }

        return "";
    }

    // rust-runtime/aws-smithy-types/src/date_time/format.rs, rfc3339::parse with offsets forbidden.
    private static DateTimeOffset? ParseDateTime(string text) => text.EndsWith('Z') && text.Length > 10 && text[10] is 'T' or 't'
        ? ResultBuilder.ParseExact(text.ToUpperInvariant(), "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'")
        : null;

    private static void Expect(string name, string? found)
    {
        if (found != name)
        {
            throw new AnswerRejectedException($"expected {name} got {found ?? "nothing"}");
        }
    }
}
