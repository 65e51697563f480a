using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// The AWS SDK for Java 1.x: aws/aws-sdk-java <c>aws-java-sdk-core</c> <c>StaxUnmarshallerContext</c>,
/// <c>StaxResponseHandler</c> and the <c>*StaxUnmarshaller</c>s of <c>aws-java-sdk-sts</c> over StAX events;
/// <c>DefaultErrorResponseHandler</c> and <c>StandardErrorUnmarshaller</c> for errors.
/// </summary>
internal sealed class JavaParser : IAnswerParser
{
    // com.amazonaws.retry.RetryUtils
    private static readonly HashSet<string> ThrottlingErrors =
    [
        "Throttling", "ThrottlingException", "ThrottledException", "ProvisionedThroughputExceededException", "SlowDown", "TooManyRequestsException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "RequestThrottled", "RequestThrottledException", "EC2ThrottledException", "PriorRequestNotComplete",
    ];

    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        var context = new PathReader(XmlTokenizer.Read(answer.Body), token => token.LocalName);
        var built = new ResultBuilder(ParseIso8601);
        context.ReadResult(ResultMember.ResultOf(operation), built);

        // The header outdoes the element; the map of headers ignores case.
        return built.Build(answer.Headers.GetValueOrDefault("x-amzn-RequestId") ?? context.RequestId);
    }

    public ParsedError ReadError(WireAnswer answer) => JavaErrorDocument.Read(answer, ThrottlingErrors);

    // com.amazonaws.util.DateUtils.parseISO8601Date: with a fraction and any offset, else without and a literal Z.
    // What it does not take becomes null and a warning, which leaves credentials without an end.
    private static DateTimeOffset? ParseIso8601(string text)
    {
        string date = text.EndsWith("+0000", StringComparison.Ordinal) ? $"{text[..^5]}Z" : text;
        return ResultBuilder.ParseExact(date, date.Contains('.') ? ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"] : ["yyyy-MM-dd'T'HH:mm:ss'Z'"]);
    }
}
