namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>The parser of each client by the folder of its cases.</summary>
internal static class AnswerParsers
{
    private static readonly Dictionary<string, IAnswerParser> Parsers = new()
    {
        ["aws-sdk-rust"] = new SmithyRsParser(),
        ["rusoto"] = new RusotoParser(),
        ["aws-sdk-java-v1"] = new JavaParser(),
        ["aws-sdk-android"] = new AndroidParser(),
        ["amazonka"] = new AmazonkaParser(),
        ["aws-sdk-cpp"] = new CppParser(),
        ["aws-sdk-php"] = new PhpParser(),
        ["mongo-go-driver"] = new MongoParser(),
    };

    public static IEnumerable<string> Clients => Parsers.Keys;

    public static IAnswerParser Of(string client) => Parsers[client];
}
