using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Clients;

/// <summary>The parts of the simulator's control API that lend accounts, run experiments in them and tell what clients did.</summary>
internal sealed class ControlApi : IDisposable
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private readonly Uri _endpoint;
    private readonly HttpClient _http;
    private readonly bool _hasToken;

    /// <param name="adminToken">Null where the API is open, as it is on loopback.</param>
    public ControlApi(Uri endpoint, string? adminToken)
    {
        _endpoint = endpoint;
        _hasToken = adminToken is not null;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = !endpoint.IsLoopback }) { BaseAddress = endpoint };
        if (adminToken is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminToken);
        }
    }

    /// <summary>What to do about a simulator that keeps its control API for those who know a token.</summary>
    /// <param name="hasToken">Whether it was given one.</param>
    public static string TokenRefusal(Uri endpoint, bool hasToken) => hasToken
        ? $"{endpoint} does not take this admin token for its control API."
        : $"{endpoint} wants an admin token for its control API: --admin-token says it.";

    /// <param name="quotas">Of the account; null for the usual ones.</param>
    /// <param name="clock">Of the account; null for the simulator's.</param>
    public Task<LeasedAccount> TakeLeaseAsync(
        TimeSpan lifetime, CancellationToken cancellationToken, JsonNode? quotas = null, JsonNode? faults = null, JsonNode? clock = null)
    {
        var wanted = new JsonObject { ["ttlSeconds"] = (long)Math.Ceiling(lifetime.TotalSeconds) };
        foreach ((string name, JsonNode? value) in (ReadOnlySpan<(string, JsonNode?)>)[("quotas", quotas), ("faults", faults), ("clock", clock)])
        {
            if (value is not null)
            {
                wanted[name] = value.DeepClone();
            }
        }

        return SendAsync<LeasedAccount>(HttpMethod.Post, "_stssim/leases", wanted, cancellationToken);
    }

    public Task SetQuotaAsync(string accountId, Quota quota, CancellationToken cancellationToken) => SendAsync<JsonNode?>(
        HttpMethod.Put,
        $"_stssim/accounts/{accountId}/quotas",
        new JsonObject { ["default"] = JsonSerializer.SerializeToNode(quota, CamelCase) },
        cancellationToken);

    /// <param name="fault">A fault rule with its <c>id</c>; it strikes the account alone.</param>
    public Task PutFaultAsync(string accountId, JsonObject fault, CancellationToken cancellationToken)
    {
        var rule = (JsonObject)fault.DeepClone();
        string id = (string)rule["id"]!;
        rule.Remove("id");
        return SendAsync<JsonNode?>(HttpMethod.Put, $"_stssim/accounts/{accountId}/faults/{id}", rule, cancellationToken);
    }

    public Task RemoveFaultAsync(string accountId, string id, CancellationToken cancellationToken) =>
        SendAsync<JsonNode?>(HttpMethod.Delete, $"_stssim/accounts/{accountId}/faults/{id}", null, cancellationToken);

    /// <summary>What the simulator saw of the clients of an account, and how it judges them: its report, as JSON.</summary>
    public Task<JsonObject> ReadReportAsync(string accountId, CancellationToken cancellationToken) =>
        SendAsync<JsonObject>(HttpMethod.Get, $"_stssim/report?account={accountId}", null, cancellationToken);

    public Task FreeLeaseAsync(LeasedAccount lease, CancellationToken cancellationToken) =>
        SendAsync<JsonNode?>(HttpMethod.Delete, $"_stssim/leases/{lease.Id}", null, cancellationToken);

    /// <summary>Starts an experiment on a leased account; returns its id.</summary>
    public async Task<string> StartExperimentAsync(
        LeasedAccount lease, JsonObject experiment, CancellationToken cancellationToken)
    {
        JsonObject started = await SendAsync<JsonObject>(
            HttpMethod.Post, $"_stssim/leases/{lease.Id}/experiments", experiment, cancellationToken).ConfigureAwait(false);
        return (string)started["id"]!;
    }

    public Task<ExperimentReport> ReadExperimentAsync(string id, CancellationToken cancellationToken) =>
        SendAsync<ExperimentReport>(HttpMethod.Get, $"_stssim/experiments/{id}", null, cancellationToken);

    /// <summary>Stops an experiment that runs; of one that has ended it would take the report away.</summary>
    public Task<ExperimentReport> StopExperimentAsync(string id, CancellationToken cancellationToken) =>
        SendAsync<ExperimentReport>(HttpMethod.Delete, $"_stssim/experiments/{id}", null, cancellationToken);

    /// <summary>Has the simulator forget what the clients of an account did.</summary>
    public Task ForgetClientsAsync(string accountId, CancellationToken cancellationToken) =>
        SendAsync<JsonNode?>(HttpMethod.Delete, $"_stssim/clients?account={accountId}", null, cancellationToken);

    /// <summary>Whether the clients of an account did as expected, by what the simulator saw of them.</summary>
    public async Task<IReadOnlyList<CheckedExpectation>> CheckAsync(
        IReadOnlyList<string> expectations, string accountId, CancellationToken cancellationToken)
    {
        var assertions = new JsonObject
        {
            ["accountId"] = accountId,
            ["expectations"] = new JsonArray([.. expectations.Select(expectation => (JsonNode)expectation)]),
        };
        JsonObject answer = await SendAsync<JsonObject>(
            HttpMethod.Post, "_stssim/assertions", assertions, cancellationToken).ConfigureAwait(false);
        return answer["expectations"].Deserialize<CheckedExpectation[]>(CamelCase)!;
    }

    /// <summary>A token of the simulator's own OIDC issuer.</summary>
    public async Task<string> MintTokenAsync(TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var wanted = new JsonObject
        {
            ["subject"] = "load-test",
            ["audience"] = "sts.amazonaws.com",
            ["expiresInSeconds"] = (long)Math.Ceiling(lifetime.TotalSeconds),
        };
        JsonObject minted = await SendAsync<JsonObject>(
            HttpMethod.Post, "_stssim/idp/oidc/token", wanted, cancellationToken).ConfigureAwait(false);
        return (string)minted["token"]!;
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string path, JsonNode? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path)
            {
                Content = body is null ? null : JsonContent.Create(body),
            };
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new CannotRunException(await RefusalAsync(response, cancellationToken).ConfigureAwait(false));
            }

            return response.StatusCode == HttpStatusCode.NoContent
                ? default!
                : (await response.Content.ReadFromJsonAsync<T>(CamelCase, cancellationToken).ConfigureAwait(false))!;
        }
        catch (HttpRequestException failure)
        {
            throw CannotRunException.NothingAnswers(_endpoint, failure);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CannotRunException($"{_endpoint} took too long to answer.", timeout);
        }
        catch (JsonException failure)
        {
            throw new CannotRunException($"{_endpoint} has no control API for this.", failure);
        }
    }

    private async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            return TokenRefusal(_endpoint, _hasToken);
        }

        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"{_endpoint} has no control API for this: it answered {(int)response.StatusCode}.";
        }

        JsonObject problem = (await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken).ConfigureAwait(false))!;
        return $"The simulator refused: {((string?)problem["detail"] ?? (string?)problem["title"] ?? "").TrimEnd('.')}.";
    }
}
