using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>
/// The AWS SDK for Android: aws-amplify/aws-sdk-android <c>aws-android-sdk-core</c> <c>StaxUnmarshallerContext</c>,
/// <c>StaxResponseHandler</c> and <c>services/securitytoken/model/transform</c> over an XmlPullParser that is not aware
/// of namespaces; <c>DefaultErrorResponseHandler</c> for errors.
/// </summary>
internal sealed class AndroidParser : IAnswerParser
{
    // com.amazonaws.retry.RetryUtils.isThrottlingException
    private static readonly HashSet<string> ThrottlingErrors = ["Throttling", "ThrottlingException", "ProvisionedThroughputExceededException"];

    public ParsedResult ReadResult(string operation, WireAnswer answer)
    {
        var context = new PathReader(XmlTokenizer.Read(answer.Body), token => token.Value);
        var built = new ResultBuilder(ParseIso8601);
        context.ReadResult(ResultMember.ResultOf(operation), built);

        // HttpURLConnection's header fields as they came, in a map that minds case.
        string? header = answer.Headers.FirstOrDefault(header => header.Key == "x-amzn-RequestId").Value;
        return built.Build(header ?? context.RequestId);
    }

    public ParsedError ReadError(WireAnswer answer) => JavaErrorDocument.Read(answer, ThrottlingErrors);

    // com.amazonaws.util.DateUtils: two SimpleDateFormats that are not lenient.
    private static DateTimeOffset? ParseIso8601(string text) => ResultBuilder.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'");
}
