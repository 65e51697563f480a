using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;

namespace StsSim.Comparisons.Servers;

/// <summary>The parts of a simulator's control API that say who holds sessions, and for how long.</summary>
internal sealed class SimulatorControl(MeasuredServer server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server.Endpoint };

    /// <summary>Has sessions of 15 minutes, the shortest that STS issues, live so long instead; those issued before keep their end.</summary>
    /// <param name="lifetime">Whole seconds.</param>
    public async Task SetLifetimeAsync(TimeSpan lifetime)
    {
        var clock = new JsonObject { ["sessionTimeScale"] = StsRequest.ShortestSession / lifetime.TotalSeconds };
        using HttpResponseMessage response = await _http.PutAsJsonAsync("_stssim/clock", clock);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>How many sessions of an account are active, by all its ledgers once every gateway has told them.</summary>
    public async Task<long> CountActiveSessionsAsync(string accountId) =>
        (long)(await _http.GetFromJsonAsync<JsonObject>($"_stssim/accounts/{accountId}/sessions"))!["active"]!;

    /// <summary>How many sessions were issued to a federated user, by its ledger.</summary>
    public async Task<long> CountIssuedAsync(string accountId, string user) =>
        (long)(await _http.GetFromJsonAsync<JsonObject>($"_stssim/accounts/{accountId}/federated-users/{user}"))!["issued"]!;

    public void Dispose() => _http.Dispose();
}
