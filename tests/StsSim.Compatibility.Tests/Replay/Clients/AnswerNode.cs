namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>A node of a document as DOM-like libraries build it: an element, content merged with its neighbours, or a comment.</summary>
/// <param name="Name">The element's local name, or the content.</param>
/// <param name="AttributeCount">The attributes that are no namespace declarations.</param>
internal sealed record AnswerNode(XmlTokenKind Kind, string Name, int AttributeCount, List<AnswerNode> Children)
{
    public bool IsContent => Kind == XmlTokenKind.Text;

    public static AnswerNode Parse(IReadOnlyList<XmlToken> tokens)
    {
        var document = new AnswerNode(XmlTokenKind.StartElement, "", 0, []);
        var open = new Stack<AnswerNode>([document]);
        foreach (XmlToken token in tokens)
        {
            switch (token.Kind)
            {
                case XmlTokenKind.StartElement:
                    int attributes = token.Attributes.Count(name => name != "xmlns" && !name.StartsWith("xmlns:", StringComparison.Ordinal));
                    var element = new AnswerNode(XmlTokenKind.StartElement, token.LocalName, attributes, []);
                    open.Peek().Children.Add(element);
                    open.Push(element);
                    break;
                case XmlTokenKind.EndElement:
                    open.Pop();
                    break;
                case XmlTokenKind.Text:
                    open.Peek().AddContent(XmlTokenizer.Resolve(token.Value));
                    break;
                case XmlTokenKind.CData:
                    open.Peek().AddContent(token.Value);
                    break;
                default:
                    open.Peek().Children.Add(new AnswerNode(token.Kind, "", 0, []));
                    break;
            }
        }

        return document.Children.Single(node => node.Kind == XmlTokenKind.StartElement);
    }

    /// <summary>The first child element of that name.</summary>
    public AnswerNode? Find(string name) => Children.Find(child => child.Kind == XmlTokenKind.StartElement && child.Name == name);

    /// <summary>The first element of that name below this one, depth first.</summary>
    public AnswerNode? FindAnywhere(string name) => Children.Where(child => child.Kind == XmlTokenKind.StartElement)
        .Select(child => child.Name == name ? child : child.FindAnywhere(name))
        .FirstOrDefault(found => found is not null);

    private void AddContent(string text)
    {
        if (Children.Count > 0 && Children[^1].IsContent)
        {
            text = Children[^1].Name + text;
            Children.RemoveAt(Children.Count - 1);
        }

        Children.Add(new AnswerNode(XmlTokenKind.Text, text, 0, []));
    }
}
