using System.Globalization;
using System.Xml;
using System.Xml.XPath;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// The AWS SDK for PHP: aws/aws-sdk-php <c>src/Api/Parser/QueryParser.php</c> and <c>XmlParser.php</c>, and
/// <c>src/Api/ErrorParser/XmlErrorParser.php</c>, which asks libxml2 with XPaths in the root's default namespace.
/// </summary>
internal sealed class PhpParser : IAnswerParser
{
    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        AnswerNode root = AnswerNode.Parse(XmlTokenizer.Read(answer.Body));
        ResultMember result = ResultMember.ResultOf(operation);
        AnswerNode found = root.Find(result.Name) ?? throw new AnswerRejectedException($"{result.Name} is missing");
        var built = new ResultBuilder(ParseDateTime);
        ReadMembers(found, result, "", built);
        return built.Build(root.Find("ResponseMetadata")?.Find("RequestId") is { } id ? Text(id) : null);
    }

    public ParsedError ReadError(WireAnswer answer)
    {
        XmlTokenizer.Read(answer.Body);
        using var reader = XmlReader.Create(new StringReader(answer.Body));
        XPathNavigator root = new XPathDocument(reader).CreateNavigator();
        root.MoveToFirstChild();
        var namespaces = new XmlNamespaceManager(root.NameTable);
        string prefix = "";
        if (root.GetNamespace("") is { Length: > 0 } defaultNamespace)
        {
            namespaces.AddNamespace("ns", defaultNamespace);
            prefix = "ns:";
        }

        string? First(string name) => root.SelectSingleNode($"//{prefix}{name}[1]", namespaces)?.Value;
        string? code = First("Code");
        string fault = answer.Status is >= 400 and < 500 ? "client" : "service";

        // src/RetryMiddleware.php
        return new ParsedError(
            code ?? throw new AnswerRejectedException("Code is missing"), First("Message"), First("RequestId") ?? First("RequestID"), fault,
            code is "RequestLimitExceeded" or "Throttling" or "ThrottlingException" or "ThrottledException" or "ProvisionedThroughputExceededException"
                or "RequestThrottled" or "BandwidthLimitExceeded" or "RequestThrottledException");
    }

    private static void ReadMembers(AnswerNode node, ResultMember structure, string prefix, ResultBuilder built)
    {
        foreach (ResultMember member in structure.Members)
        {
            if (node.Find(member.Name) is not { } found)
            {
                continue;
            }

            if (member.Kind == MemberKind.Structure)
            {
                ReadMembers(found, member, $"{prefix}{member.Name}.", built);
            }
            else
            {
                built.Add(prefix + member.Name, member, Text(found));
            }
        }
    }

    // DateTimeResult is PHP's DateTime, which takes dates in nearly any writing.
    private static DateTimeOffset? ParseDateTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed) ? parsed : null;

    // SimpleXML: all the text there is directly below.
    private static string Text(AnswerNode element) => string.Concat(element.Children.Where(child => child.IsContent).Select(child => child.Name));
}
