using System.Net;
using System.Text;
using System.Text.Json;

namespace StsSim.Federation.Oidc;

/// <summary>
/// Fetches an issuer's keys as OpenID Connect Discovery 1.0, section 4, has it: the configuration document, then the
/// key set it points to.
/// </summary>
/// <remarks>
/// A fetch is rare, so each has its own connections: they see the current addresses of the host, and the thumbprints of
/// one provider.
/// </remarks>
internal sealed class KeySetClient(OidcProvider provider, VerificationKeysOptions options)
{
    private const int MaximumRedirects = 3;

    public async Task<KeySetFetch> FetchAsync(CancellationToken cancellationToken)
    {
        var connector = new IssuerConnector(options);
        var check = new ServerCertificateCheck(provider.Thumbprints);
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false, // or it would be the proxy whose address is judged
            ConnectCallback = async (connection, cancellation) =>
                await connector.ConnectAsync(connection.InitialRequestMessage.RequestUri!, cancellation).ConfigureAwait(false),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = check.Accept;
        using var client = new HttpClient(handler)
        {
            MaxResponseContentBufferSize = options.MaximumDocumentLength,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        try
        {
            VerificationKeySet? keys = null;
            if (Address(provider.Url.TrimEnd('/') + "/.well-known/openid-configuration") is { } configuration
                && await ReadAsync(client, configuration, deadline.Token).ConfigureAwait(false) is { } document
                && KeySetAddress(document, configuration) is { } keySet
                && await ReadAsync(client, keySet, deadline.Token).ConfigureAwait(false) is { } jwks)
            {
                keys = VerificationKeySet.Parse(jwks);
            }

            return new KeySetFetch(keys);
        }
        catch (HttpRequestException e)
        {
            return e.InnerException is IssuerOutOfReachException ? new KeySetFetch(null, OutOfReach: true) : new KeySetFetch(null, check.Refused);
        }
        catch (OperationCanceledException)
        {
            return new KeySetFetch(null);
        }
    }

    /// <summary>The text at the address, or <see langword="null"/> for any answer that is not a success.</summary>
    private static async Task<string?> ReadAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        for (int redirects = 0; redirects <= MaximumRedirects; redirects++)
        {
            using HttpResponseMessage answer = await client.GetAsync(address, cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                // JSON is UTF-8 (RFC 8259, section 8.1), whatever charset a header names.
                return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
            }

            bool redirected = (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308;
            if (!redirected
                || answer.Headers.Location is not { } location
                || !Uri.TryCreate(address, location, out Uri? next)
                || next.Scheme != address.Scheme)
            {
                return null;
            }

            address = next;
        }

        return null;
    }

    private static Uri? KeySetAddress(string configuration, Uri origin)
    {
        try
        {
            using var document = JsonDocument.Parse(configuration);
            Uri? address = document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("jwks_uri", out JsonElement uri)
                && uri.ValueKind == JsonValueKind.String
                    ? Address(uri.GetString())
                    : null;

            // Whoever speaks TLS is not led away from it.
            return address?.Scheme == Uri.UriSchemeHttp && origin.Scheme != Uri.UriSchemeHttp ? null : address;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
            : null;
}
