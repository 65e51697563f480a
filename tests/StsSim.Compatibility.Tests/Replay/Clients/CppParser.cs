using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// The AWS SDK for C++: aws/aws-sdk-cpp <c>generated/src/aws-cpp-sdk-sts/source/model/*Result.cpp</c> and
/// <c>src/aws-cpp-sdk-core/source/client/AWSErrorMarshaller.cpp</c> over tinyxml2.
/// </summary>
internal sealed class CppParser : IAnswerParser
{
    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        AnswerNode root = Root(answer);
        ResultMember result = ResultMember.ResultOf(operation);
        AnswerNode? found = root.Name == result.Name ? root : root.Find(result.Name);
        var built = new ResultBuilder(text => ResultBuilder.ParseExact(text.Trim(), "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"));
        ReadMembers(found ?? throw new AnswerRejectedException($"{result.Name} is missing: an empty result"), result, "", built);
        return built.Build(root.Find("ResponseMetadata")?.Find("RequestId") is { } id ? Text(id) : null);
    }

    public ParsedError ReadError(WireAnswer answer)
    {
        AnswerNode root = Root(answer);
        AnswerNode? error = root.Name == "Error" ? root : root.Find("Error") ?? root.Find("Errors")?.Find("Error");
        AnswerNode code = error?.Find("Code") ?? throw new AnswerRejectedException("Unable to generate a proper httpResponse from the response stream");
        string message = error.Find("Message") is { } found ? Text(found).Trim() : "";
        string? requestId = root.Find("RequestId") is { } id ? Text(id) : null;

        return new ParsedError(Text(code).Trim(), message, requestId, Fault: null, IsThrottling: null);
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
                // DecodeEscapedXmlText resolves references a second time.
                string text = XmlTokenizer.Resolve(Text(found));
                built.Add(prefix + member.Name, member, member.Kind == MemberKind.Integer ? text.Trim() : text);
            }
        }
    }

    // GetText: the first child where it is text, else nothing.
    private static string Text(AnswerNode element) => element.Children is [{ IsContent: true } first, ..] ? first.Name : "";

    private static AnswerNode Root(WireAnswer answer) => AnswerNode.Parse(XmlTokenizer.Read(answer.Body));
}
