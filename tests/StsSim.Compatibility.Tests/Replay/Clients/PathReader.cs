namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// <c>com.amazonaws.transform.StaxUnmarshallerContext</c> and the unmarshallers written for it: a member is found by its
/// name at the right depth, whatever its parents are called.
/// </summary>
/// <param name="nameOf">How the XML library beneath names an element.</param>
internal sealed class PathReader(IReadOnlyList<XmlToken> tokens, Func<XmlToken, string> nameOf)
{
    private readonly Stack<string> _stack = new();
    private int _next;

    /// <summary>What the metadata expression <c>ResponseMetadata/RequestId</c> found at depth 2.</summary>
    public string? RequestId { get; private set; }

    /// <summary>Reads the members of a result, two levels below the start of the document.</summary>
    public void ReadResult(ResultMember result, ResultBuilder built) => ReadMembers(result, "", targetDepth: 3, originalDepth: 0, built);

    private void ReadMembers(ResultMember structure, string prefix, int targetDepth, int originalDepth, ResultBuilder built)
    {
        while (NextEvent() is { } token)
        {
            if (token.Kind == XmlTokenKind.EndElement && _stack.Count < originalDepth)
            {
                return;
            }

            if (token.Kind != XmlTokenKind.StartElement || _stack.Count != targetDepth || structure.Find(nameOf(token)) is not { } member)
            {
                continue;
            }

            if (member.Kind == MemberKind.Structure)
            {
                ReadMembers(member, $"{prefix}{member.Name}.", _stack.Count + 1, _stack.Count, built);
            }
            else
            {
                built.Add(prefix + member.Name, member, ReadText());
            }
        }
    }

    private XmlToken? NextEvent()
    {
        if (_next == tokens.Count)
        {
            return null;
        }

        XmlToken token = tokens[_next++];
        if (token.Kind == XmlTokenKind.StartElement)
        {
            _stack.Push(nameOf(token));
            if (_stack.Count == 3 && nameOf(token) == "RequestId" && _stack.ElementAt(1) == "ResponseMetadata")
            {
                RequestId = ReadText();
            }
        }
        else if (token.Kind == XmlTokenKind.EndElement)
        {
            _stack.Pop();
        }

        return token;
    }

    // Text up to the end tag; anything else, a CDATA section included, is an unexpected event.
    private string ReadText()
    {
        string text = "";
        while (tokens[_next].Kind == XmlTokenKind.Text)
        {
            text += XmlTokenizer.Resolve(tokens[_next++].Value);
        }

        return tokens[_next].Kind == XmlTokenKind.EndElement ? text : throw new AnswerRejectedException($"Encountered unexpected event: {tokens[_next].Kind}");
    }
}
