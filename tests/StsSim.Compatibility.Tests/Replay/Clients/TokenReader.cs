namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>A forward reader over tokens that knows its depth.</summary>
internal sealed class TokenReader(IReadOnlyList<XmlToken> tokens)
{
    private int _next;

    public XmlToken? Peek() => _next < tokens.Count ? tokens[_next] : null;

    public XmlToken? Next() => _next < tokens.Count ? tokens[_next++] : null;

    /// <summary>
    /// Enters the next child element and returns its local name; passes over text. Leaves the element at its end and
    /// returns <see langword="null"/>.
    /// </summary>
    public string? NextChild()
    {
        while (Next() is { } token)
        {
            if (token.Kind == XmlTokenKind.StartElement)
            {
                return token.LocalName;
            }

            if (token.Kind == XmlTokenKind.EndElement)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Passes over the rest of the element.</summary>
    public void Leave()
    {
        for (int depth = 1; depth > 0 && Next() is { } token;)
        {
            depth += token.Kind switch { XmlTokenKind.StartElement => 1, XmlTokenKind.EndElement => -1, _ => 0 };
        }
    }
}
