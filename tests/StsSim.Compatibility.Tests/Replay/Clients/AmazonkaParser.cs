using System.Globalization;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// amazonka 2.0: brendanhay/amazonka <c>lib/amazonka-core/src/Amazonka/Data/XML.hs</c>, <c>Response.hs</c>,
/// <c>Error.hs</c> and <c>Data/Time.hs</c> over the document of xml-conduit, under
/// <c>lib/services/amazonka-sts/gen/Amazonka/STS/*.hs</c>.
/// </summary>
internal sealed class AmazonkaParser : IAnswerParser
{
    // defaultService in lib/services/amazonka-sts/gen/Amazonka/STS/Types.hs retries these at status 400.
    private static readonly HashSet<string> ThrottlingErrors =
        ["RequestThrottledException", "ThrottledException", "Throttling", "ThrottlingException", "ProvisionedThroughputExceededException"];

    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        // receiveXMLWrapper: the root's name is not asked for, the result is found among its children.
        ResultMember result = ResultMember.ResultOf(operation);
        AnswerNode found = Root(answer).Find(result.Name) ?? throw new AnswerRejectedException($"unable to find element {result.Name}");
        var built = new ResultBuilder(ParseTime);
        ReadMembers(found, result, "", built);
        return built.Build(requestId: null);
    }

    public ParsedError ReadError(WireAnswer answer)
    {
        // firstElement goes depth first, so the elements may stand anywhere; the body's id outdoes the header's.
        AnswerNode root = Root(answer);
        string code = root.FindAnywhere("Code") is { } found ? Content(found) : root.Name;
        string? message = root.FindAnywhere("Message") is { } text ? Content(text) : null;
        AnswerNode? id = root.FindAnywhere("RequestId") ?? root.FindAnywhere("RequestID");
        string? requestId = id is null ? answer.Headers.GetValueOrDefault("X-Amzn-RequestId") : Content(id);
        return new ParsedError(code, message, requestId, Fault: null, ThrottlingErrors.Contains(code) && answer.Status == 400);
    }

    private static void ReadMembers(AnswerNode node, ResultMember structure, string prefix, ResultBuilder built)
    {
        foreach (ResultMember member in structure.Members)
        {
            if (node.Find(member.Name) is not { } found)
            {
                // AuthEnv asks for these two with .@ and for the others with .@?
                if (member.Name is "AccessKeyId" or "SecretAccessKey")
                {
                    throw new AnswerRejectedException($"unable to find element {member.Name}");
                }
            }
            else if (member.Kind == MemberKind.Structure)
            {
                ReadMembers(found, member, $"{prefix}{member.Name}.", built);
            }
            else
            {
                built.Add(prefix + member.Name, member, Content(found));
            }
        }
    }

    // withContent: one node of content or none. An attribute counts as a node (childrenOf), and so does a comment.
    private static string Content(AnswerNode element) => (element.Children.Count + element.AttributeCount) switch
    {
        0 => "",
        1 when element.AttributeCount == 0 && element.Children[0].IsContent => element.Children[0].Name,
        _ => throw new AnswerRejectedException($"encountered many nodes, when expecting text: {element.Name}"),
    };

    private static AnswerNode Root(WireAnswer answer) => AnswerNode.Parse(XmlTokenizer.Read(answer.Body));

    // Seconds since 1970, RFC 822, ISO 8601 to the second, the basic forms, and the fractions of AWS's old examples.
    private static DateTimeOffset? ParseTime(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
        ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
        : ResultBuilder.ParseExact(
            text.Trim(), "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyyMMdd", "yyyyMMdd'T'HHmmss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK");
}
