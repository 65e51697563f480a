namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>A piece of XML as it is written.</summary>
/// <param name="Value">The element's name with its prefix, or the text with its references unresolved.</param>
/// <param name="Attributes">The names of a start tag's attributes, namespace declarations among them.</param>
internal sealed record XmlToken(XmlTokenKind Kind, string Value, IReadOnlyList<string> Attributes)
{
    public string LocalName => Value[(Value.IndexOf(':') + 1)..];

    public bool IsWhiteSpace => Kind == XmlTokenKind.Text && string.IsNullOrWhiteSpace(Value);
}
