using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>Sees every request of the SDK on its way out and tells the trace of its call.</summary>
internal sealed class AttemptObserver(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    public static string? CodeIn(string body)
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

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallTrace? trace = CallTrace.Current;
        trace?.Sent($"{Header(request, "amz-sdk-invocation-id")} {Header(request, "amz-sdk-request")}");
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        trace?.Answered(await CodeAsync(response, cancellationToken).ConfigureAwait(false));
        return response;
    }

    private static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    private static async Task<string?> CodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return null;
        }

        // Buffered, so that the SDK can read the same body after us.
        await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        string? code = CodeIn(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        return code ?? (response.StatusCode == HttpStatusCode.TooManyRequests ? "TooManyRequestsException" : null);
    }
}
