using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace StsSim.LoadTests.Clients.DotNet;

/// <summary>Reads the SDK's own account of its retries off the requests, and the refusals off the answers.</summary>
internal sealed class AttemptObserver(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    private const string InvocationIdHeader = "amz-sdk-invocation-id";
    private const string RequestHeader = "amz-sdk-request";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        InvocationTrace? trace = InvocationTrace.Current;
        if (trace is null)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        trace.Sent(Header(request, InvocationIdHeader) ?? "", AttemptNumber(Header(request, RequestHeader)));
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        trace.Answered(await ErrorCodeAsync(response, cancellationToken).ConfigureAwait(false));
        return response;
    }

    /// <summary>The N of <c>attempt=N</c> in an unordered list of pairs; SDKs differ in what else they put there.</summary>
    internal static int AttemptNumber(string? header)
    {
        foreach (string pair in (header ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (pair.StartsWith("attempt=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(pair.AsSpan("attempt=".Length), CultureInfo.InvariantCulture, out int attempt))
            {
                return attempt;
            }
        }

        return 1;
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private static async Task<string?> ErrorCodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return "TooManyRequestsException";
        }

        if (response.StatusCode != HttpStatusCode.BadRequest)
        {
            return null;
        }

        // Buffered, so that the SDK can read the same body after us.
        await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        return ErrorCodeIn(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }

    internal static string? ErrorCodeIn(string body)
    {
        try
        {
            return XDocument.Parse(body).Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
