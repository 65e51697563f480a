using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StsSim.Testing;

/// <summary>The control API of one simulator; what goes wrong is told in a sentence that says what to do.</summary>
internal sealed class ControlClient : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly bool _bearsToken;
    private volatile bool _disposed;

    public ControlClient(Uri endpoint, string? adminToken)
    {
        Endpoint = endpoint;
        _bearsToken = adminToken is not null;
        if (adminToken is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminToken);
        }
    }

    public Uri Endpoint { get; }

    public async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body, mayBeGone: false, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken)
            ?? throw new StsSimulatorException($"{new Uri(Endpoint, path)} answered with nothing: is it a simulator of this version?", response.StatusCode);
    }

    public async Task SendAsync(HttpMethod method, string path, CancellationToken cancellationToken) =>
        (await SendAsync(method, path, body: null, mayBeGone: false, cancellationToken)).Dispose();

    /// <summary>Frees a lease unless it, or the simulator, is gone already.</summary>
    public async Task FreeAsync(string leaseId)
    {
        if (_disposed)
        {
            return;
        }

        try
        {
            (await SendAsync(HttpMethod.Delete, $"_stssim/leases/{leaseId}", body: null, mayBeGone: true, CancellationToken.None)).Dispose();
        }
        catch (StsSimulatorException e) when (e.Status is null)
        {
            // Nobody answers there any more.
        }
    }

    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        while (!await IsReadyAsync(cancellationToken))
        {
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _http.Dispose();
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage response = await _http.GetAsync(new Uri(Endpoint, "health/ready"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, bool mayBeGone, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(StsSimulator));
        var uri = new Uri(Endpoint, path);
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: Json);
        }

        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new StsSimulatorException($"No simulator answers at {Endpoint}: start one there, or name another address. ({e.Message})", status: null, e);
        }

        if (response.IsSuccessStatusCode || (mayBeGone && response.StatusCode == HttpStatusCode.NotFound))
        {
            return response;
        }

        using (response)
        {
            throw new StsSimulatorException(await ReasonAsync(response, uri, cancellationToken), response.StatusCode);
        }
    }

    private async Task<string> ReasonAsync(HttpResponseMessage response, Uri uri, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return _bearsToken
                ? $"The simulator at {Endpoint} does not accept this admin token: compare it with its StsSim:AdminToken."
                : $"The simulator at {Endpoint} wants its admin token: pass its StsSim:AdminToken to {nameof(StsSimulator)}.{nameof(StsSimulator.ConnectTo)}.";
        }

        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            ControlProblem? problem = await response.Content.ReadFromJsonAsync<ControlProblem>(Json, cancellationToken);
            return $"{problem?.Title}: {problem?.Detail}";
        }

        return $"{uri} answered {(int)response.StatusCode} and is no control API: name the simulator's own address, or its --control-urls as the control endpoint.";
    }
}
