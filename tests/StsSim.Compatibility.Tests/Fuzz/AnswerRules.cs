using System.Text.Json;
using System.Xml.Linq;

namespace StsSim.Compatibility.Tests.Fuzz;

/// <summary>What every answer keeps to, whatever was asked.</summary>
internal static class AnswerRules
{
    public static void Hold(HttpAnswer answer)
    {
        // 505 is the word of HTTP itself for a version of HTTP that is unknown.
        Assert.True(answer.Status is < 500 or 505, $"{answer.Status}: {answer.Text}");
        switch (answer.Headers.GetValueOrDefault("Content-Type")?.Split(';')[0])
        {
            case "text/xml":
                HoldXml(answer);
                break;
            case "application/json" or "application/problem+json":
                HoldJson(answer);
                break;
            case null:
                Assert.Empty(answer.Body); // the web server's own refusal, or a redirection
                break;
            default:
                Assert.DoesNotContain(answer.Headers, header => header.Key.Equals("x-amzn-RequestId", StringComparison.OrdinalIgnoreCase));
                break;
        }
    }

    private static void HoldXml(HttpAnswer answer)
    {
        if (answer.Body.Length == 0)
        {
            return; // to HEAD
        }

        XElement root = XElement.Parse(answer.Text);
        XNamespace ns = root.Name.Namespace;
        if (answer.Status == 200)
        {
            Assert.EndsWith("Response", root.Name.LocalName, StringComparison.Ordinal);
            HasRequestId(answer, root.Element(ns + "ResponseMetadata")?.Element(ns + "RequestId")?.Value);
        }
        else if (root.Name.LocalName != "UnknownOperationException")
        {
            Assert.Equal("ErrorResponse", root.Name.LocalName);
            Assert.False(string.IsNullOrEmpty(root.Element(ns + "Error")?.Element(ns + "Code")?.Value));
            HasRequestId(answer, root.Element(ns + "RequestId")?.Value);
        }
    }

    private static void HoldJson(HttpAnswer answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer.Body.Length == 0 ? "{}"u8.ToArray() : answer.Body);
        if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("Error", out JsonElement error))
        {
            Assert.False(string.IsNullOrEmpty(error.GetProperty("Code").GetString()));
            HasRequestId(answer, document.RootElement.GetProperty("RequestId").GetString());
        }
    }

    private static void HasRequestId(HttpAnswer answer, string? requestId) => Assert.Equal(answer.Headers["x-amzn-RequestId"], requestId);
}
