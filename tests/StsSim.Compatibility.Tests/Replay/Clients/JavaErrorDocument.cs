using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// How both Java SDKs read an error: a DOM that is not aware of namespaces, asked with the XPaths of
/// <c>StandardErrorUnmarshaller</c>; <c>XpathUtils.asString</c> trims what it finds.
/// </summary>
internal static class JavaErrorDocument
{
    public static ParsedError Read(WireAnswer answer, HashSet<string> throttlingErrors)
    {
        Dictionary<string, string> texts = [];
        var path = new Stack<string>();
        foreach (XmlToken token in XmlTokenizer.Read(answer.Body))
        {
            string here = string.Join('/', path.Reverse());
            switch (token.Kind)
            {
                case XmlTokenKind.StartElement:
                    path.Push(token.Value);
                    texts.TryAdd(string.Join('/', path.Reverse()), "");
                    break;
                case XmlTokenKind.EndElement:
                    path.Pop();
                    break;
                case XmlTokenKind.Text:
                    texts[here] = texts.GetValueOrDefault(here) + XmlTokenizer.Resolve(token.Value);
                    break;
                case XmlTokenKind.CData:
                    texts[here] = texts.GetValueOrDefault(here) + token.Value;
                    break;
            }
        }

        // Without a code the SDK makes one up from the status line, which nobody can act on.
        string code = Text(texts, "ErrorResponse/Error/Code") is { Length: > 0 } found ? found : throw new AnswerRejectedException("ErrorResponse/Error/Code is missing");
        string? fault = Text(texts, "ErrorResponse/Error/Type")?.ToUpperInvariant() switch { "SENDER" => "client", "RECEIVER" => "service", _ => null };
        return new ParsedError(
            code, Text(texts, "ErrorResponse/Error/Message"), Text(texts, "ErrorResponse/RequestId"), fault, throttlingErrors.Contains(code));
    }

    private static string? Text(Dictionary<string, string> texts, string path) => texts.GetValueOrDefault(path)?.Trim();
}
