using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Clients;

/// <summary>Changes an account's quota through the simulator's control API and puts back what was there.</summary>
internal sealed class QuotaControl : IDisposable
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;
    private readonly Uri _quotas;
    private readonly JsonObject _original;

    private QuotaControl(HttpClient http, Uri quotas, JsonObject original)
    {
        _http = http;
        _quotas = quotas;
        _original = original;
    }

    /// <summary>Null where the endpoint has no such API.</summary>
    /// <exception cref="CannotRunException">It has one, and wants another token.</exception>
    public static async Task<QuotaControl?> OpenAsync(Uri endpoint, string accountId, string? adminToken, CancellationToken cancellationToken)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseProxy = !endpoint.IsLoopback });
        if (adminToken is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminToken);
        }

        try
        {
            var quotas = new Uri(endpoint, $"/_stssim/accounts/{Uri.EscapeDataString(accountId)}/quotas");
            using HttpResponseMessage response = await http.GetAsync(quotas, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.Unauthorized)
            {
                throw new CannotRunException(ControlApi.TokenRefusal(endpoint, adminToken is not null));
            }

            if (response.IsSuccessStatusCode
                && response.Content.Headers.ContentType?.MediaType == "application/json"
                && await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken).ConfigureAwait(false)
                    is JsonObject original)
            {
                var control = new QuotaControl(http, quotas, original);
                http = null;
                return control;
            }

            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return null;
        }
        finally
        {
            http?.Dispose();
        }
    }

    public Task SetAsync(Quota quota, CancellationToken cancellationToken)
    {
        // The rest of the document stays as it was: a limit per federated user is not ours to lift.
        var changed = (JsonObject)_original.DeepClone();
        changed["default"] = JsonSerializer.SerializeToNode(quota, CamelCase);
        return PutAsync(changed, cancellationToken);
    }

    public Task RestoreAsync(CancellationToken cancellationToken) => PutAsync(_original, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task PutAsync(JsonObject document, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response =
            await _http.PutAsJsonAsync(_quotas, document, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }
}
