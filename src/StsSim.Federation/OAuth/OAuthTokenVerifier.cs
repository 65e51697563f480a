using System.Net;
using System.Text.Json;

namespace StsSim.Federation.OAuth;

/// <summary>
/// Asks Login with Amazon and Facebook whom an opaque access token speaks for: the two providers that
/// <c>AssumeRoleWithWebIdentity</c> takes as <c>ProviderId</c>.
/// </summary>
public sealed class OAuthTokenVerifier : IDisposable
{
    public const string AmazonProviderId = "www.amazon.com";
    public const string FacebookProviderId = "graph.facebook.com";

    private const int MaximumAnswerLength = 64 * 1024;

    private readonly OAuthEndpoints _endpoints;
    private readonly HttpClient _client;

    /// <param name="endpoints">Where to ask; the real providers unless said otherwise.</param>
    public OAuthTokenVerifier(OAuthEndpoints? endpoints = null)
    {
        _endpoints = endpoints ?? new OAuthEndpoints();

        // The token is in the address, so it is not carried on to wherever an answer may point.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
        {
            MaxResponseContentBufferSize = MaximumAnswerLength,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Whether there is such a provider.</summary>
    public static bool Knows(string providerId) => providerId is AmazonProviderId or FacebookProviderId;

    /// <summary>Asks the provider.</summary>
    /// <param name="providerId">One that <see cref="Knows"/> knows.</param>
    /// <param name="accessToken">The token.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<OAuthOutcome> VerifyAsync(string providerId, string accessToken, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_endpoints.Timeout);
        try
        {
            return providerId switch
            {
                AmazonProviderId => await AskAmazonAsync(accessToken, deadline.Token).ConfigureAwait(false),
                FacebookProviderId => await AskFacebookAsync(accessToken, deadline.Token).ConfigureAwait(false),
                _ => throw new ArgumentOutOfRangeException(nameof(providerId), providerId, "No such OAuth 2.0 provider."),
            };
        }
        catch (HttpRequestException)
        {
            return new OAuthOutcome.Unreachable();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new OAuthOutcome.Unreachable();
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<OAuthOutcome> AskAmazonAsync(string accessToken, CancellationToken cancellationToken)
    {
        (JsonElement answer, OAuthOutcome? refusal) =
            await AskAsync(_endpoints.LoginWithAmazon, accessToken, cancellationToken).ConfigureAwait(false);
        return refusal ?? Identity(Text(answer, "app_id"), Text(answer, "user_id"));
    }

    private async Task<OAuthOutcome> AskFacebookAsync(string accessToken, CancellationToken cancellationToken)
    {
        (JsonElement app, OAuthOutcome? refusal) =
            await AskAsync(Below(_endpoints.Facebook, "app"), accessToken, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        (JsonElement user, refusal) = await AskAsync(Below(_endpoints.Facebook, "me"), accessToken, cancellationToken).ConfigureAwait(false);
        return refusal ?? Identity(Text(app, "id"), Text(user, "id"));
    }

    private async Task<(JsonElement Answer, OAuthOutcome? Refusal)> AskAsync(Uri endpoint, string accessToken, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(endpoint) { Query = "access_token=" + Uri.EscapeDataString(accessToken) };
        using HttpResponseMessage answer = await _client.GetAsync(address.Uri, cancellationToken).ConfigureAwait(false);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return (default, Refusal(answer.StatusCode));
        }

        try
        {
            return (JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)), null);
        }
        catch (JsonException)
        {
            return (default, new OAuthOutcome.Unreachable());
        }
    }

    // Too slow and too often are no judgement of the token.
    private static OAuthOutcome Refusal(HttpStatusCode status) =>
        (int)status is >= 400 and < 500 and not (408 or 429) ? new OAuthOutcome.Rejected() : new OAuthOutcome.Unreachable();

    private static OAuthOutcome Identity(string? appId, string? userId) =>
        appId is null || userId is null ? new OAuthOutcome.Unreachable() : new OAuthOutcome.Identity(appId, userId);

    private static string? Text(JsonElement answer, string name)
    {
        try
        {
            return answer.ValueKind == JsonValueKind.Object
                && answer.TryGetProperty(name, out JsonElement value)
                && value.ValueKind == JsonValueKind.String
                    ? value.GetString()
                    : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    private static Uri Below(Uri root, string path) => new(root.AbsoluteUri.TrimEnd('/') + "/" + path);
}
