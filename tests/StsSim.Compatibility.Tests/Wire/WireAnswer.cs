using System.Globalization;
using System.Xml.Linq;

namespace StsSim.Compatibility.Tests.Wire;

/// <summary>An answer as it came, with assertions on what every answer of STS has in common.</summary>
public sealed record WireAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    private static readonly XNamespace Sts = "https://sts.amazonaws.com/doc/2011-06-15/";

    public string? Code => Find("Code");

    public string? Message => Find("Message");

    /// <summary>Whether this is the throttle answer.</summary>
    public bool IsThrottled => Status == 400 && Code == "Throttling";

    public static async Task<WireAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        Dictionary<string, string> headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new WireAnswer((int)response.StatusCode, headers, body);
    }

    /// <summary>The text of the first element of that name, or <see langword="null"/>.</summary>
    public string? Find(string element) => XElement.Parse(Body).Descendants(Sts + element).FirstOrDefault()?.Value;

    /// <summary>The text of the only element of that name.</summary>
    public string Member(string element) => Assert.Single(XElement.Parse(Body).Descendants(Sts + element)).Value;

    /// <summary>The credentials of an answer, as the next request's key.</summary>
    public ClientKey Credentials()
    {
        Assert.True(Status == 200, Body);
        return new ClientKey(Member("AccessKeyId"), Member("SecretAccessKey"), Member("SessionToken"));
    }

    public DateTimeOffset Expiration => DateTimeOffset.ParseExact(
        Member("Expiration"), "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public void IsSuccessOf(string operation)
    {
        Assert.True(Status == 200, Body);
        XElement root = XElement.Parse(Body);
        Assert.Equal(Sts + (operation + "Response"), root.Name);
        Assert.Equal([Sts + (operation + "Result"), Sts + "ResponseMetadata"], root.Elements().Select(element => element.Name));
        HasRequestId(root.Element(Sts + "ResponseMetadata")!.Element(Sts + "RequestId")!.Value);
    }

    /// <summary>The exact refusal: status, code and message, in well-formed XML whose request id is the header's.</summary>
    public void IsRefusal(int status, string code, string? message)
    {
        XElement root = XElement.Parse(Body);
        Assert.Equal((status, code, message), (Status, Code, Message));
        Assert.Equal(Sts + "ErrorResponse", root.Name);
        Assert.Equal([Sts + "Error", Sts + "RequestId"], root.Elements().Select(element => element.Name));
        Assert.Equal(status >= 500 ? "Receiver" : "Sender", root.Element(Sts + "Error")!.Element(Sts + "Type")!.Value);
        HasRequestId(root.Element(Sts + "RequestId")!.Value);
    }

    private void HasRequestId(string requestId)
    {
        Assert.Equal("text/xml", Headers["Content-Type"]);
        Assert.Equal(Headers["x-amzn-RequestId"], requestId);
        Assert.Equal(requestId, Guid.Parse(requestId).ToString("D"));
        Assert.EndsWith("\n", Body, StringComparison.Ordinal);
        Assert.False(Body.StartsWith("<?xml", StringComparison.Ordinal));
    }
}
