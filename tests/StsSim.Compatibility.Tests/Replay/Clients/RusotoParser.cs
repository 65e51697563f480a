using System.Globalization;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// rusoto 0.48: the pull parser of rusoto/rusoto <c>rusoto/core/src/proto/xml/util.rs</c> and <c>error.rs</c> over the
/// events of xml-rs, under the generated code of <c>rusoto/services/sts/src/generated.rs</c>.
/// </summary>
internal sealed class RusotoParser : IAnswerParser
{
    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        // parse_response takes an empty body for a default result, which is useless to whoever wants credentials.
        TokenReader events = Events(answer.Body);
        string root = events.Peek()!.LocalName;
        StartElement(root, events);
        ResultMember result = ResultMember.ResultOf(operation);
        var built = new ResultBuilder(ParseDate);
        ReadMembers(result.Name, result, "", events, built);

        // Exactly one more element, whatever it is: skip_tree, then the end of the root.
        SkipTree(events);
        EndElement(root, events);
        return built.Build(requestId: null);
    }

    public ParsedError ReadError(WireAnswer answer)
    {
        TokenReader events = Events(answer.Body);
        StartElement("ErrorResponse", events);
        StartElement("Error", events);
        string? code = null;
        string? message = null;
        while (events.Peek() is { Kind: XmlTokenKind.StartElement } field)
        {
            switch (field.LocalName)
            {
                case "Type":
                    StringField("Type", events);
                    break;
                case "Code":
                    code = StringField("Code", events);
                    break;
                case "Message":
                    message = StringField("Message", events);
                    break;
                case "Detail":
                    StringField("Detail", events);
                    break;
                default:
                    SkipTree(events);
                    break;
            }
        }

        EndElement("Error", events);

        // RusotoError::Unknown prints this header (rusoto/core/src/error.rs). The client retries nothing.
        return new ParsedError(code, message, answer.Headers.GetValueOrDefault("x-amzn-requestid"), Fault: null, IsThrottling: null);
    }

    // xml-rs tells white space from characters, and the stack passes over it; comments are not reported.
    private static TokenReader Events(string body)
    {
        var events = new List<XmlToken>();
        foreach (XmlToken token in XmlTokenizer.Read(body))
        {
            if (!token.IsWhiteSpace && token.Kind is not (XmlTokenKind.Comment or XmlTokenKind.Instruction))
            {
                events.Add(token);
            }
        }

        return new TokenReader(events);
    }

    private static void ReadMembers(string name, ResultMember structure, string prefix, TokenReader events, ResultBuilder built)
    {
        StartElement(name, events);
        while (events.Peek() is { Kind: not XmlTokenKind.EndElement } next)
        {
            if (next.Kind != XmlTokenKind.StartElement)
            {
                events.Next();
            }
            else if (structure.Find(next.LocalName) is not { } member)
            {
                SkipTree(events);
            }
            else if (member.Kind == MemberKind.Structure)
            {
                ReadMembers(member.Name, member, $"{prefix}{member.Name}.", events, built);
            }
            else
            {
                built.Add(prefix + member.Name, member, StringField(member.Name, events));
            }
        }

        EndElement(name, events);
    }

    private static string StringField(string name, TokenReader events)
    {
        StartElement(name, events);
        string text = Characters(events);
        EndElement(name, events);
        return text;
    }

    private static string Characters(TokenReader events) => events.Peek()?.Kind == XmlTokenKind.EndElement
        ? ""
        : events.Next() switch
        {
            { Kind: XmlTokenKind.Text } text => XmlTokenizer.Resolve(text.Value),
            { Kind: XmlTokenKind.CData } data => data.Value,
            _ => throw new AnswerRejectedException("Expected characters"),
        };

    private static void StartElement(string name, TokenReader events)
    {
        if (events.Next() is not { Kind: XmlTokenKind.StartElement } next || next.LocalName != name)
        {
            throw new AnswerRejectedException($"START Expected {name}");
        }
    }

    private static void EndElement(string name, TokenReader events)
    {
        if (events.Next() is not { Kind: XmlTokenKind.EndElement } next || next.LocalName != name)
        {
            throw new AnswerRejectedException($"END Expected {name}");
        }
    }

    // Counts as the original does: an end at once ends it, too.
    private static void SkipTree(TokenReader events)
    {
        for (int depth = 0; events.Next() is { } token;)
        {
            if (token.Kind == XmlTokenKind.StartElement)
            {
                depth++;
            }
            else if (token.Kind == XmlTokenKind.EndElement && --depth <= 0)
            {
                return;
            }
        }
    }

    // rusoto/services/sts/src/custom/credential.rs parses the text as chrono's DateTime<Utc>, which is RFC 3339.
    private static DateTimeOffset? ParseDate(string text) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset parsed)
        && (text.EndsWith('Z') || text[^6] is '+' or '-') ? parsed : null;
}
