using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Host;

namespace StsSim.Compatibility.Tests.Simulators;

/// <summary>A simulator in this process, on a free port, over the test world.</summary>
public abstract class RunningSimulator : IAsyncLifetime
{
    private WorldFile? _world;
    private Simulator? _simulator;

    public Simulator Simulator => _simulator ?? throw new InvalidOperationException("The simulator has not started.");

    public Uri Endpoint => Simulator.Endpoint;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>The world file, JSON.</summary>
    protected virtual string World => TestWorld.Json;

    /// <summary>Options beside the port and the world.</summary>
    protected virtual IEnumerable<string> Options => [];

    protected virtual void Configure(IServiceCollection services)
    {
    }

    public async ValueTask InitializeAsync()
    {
        _world = new WorldFile(World);
        _simulator = await Simulator.StartAsync(
            ["--urls", "http://127.0.0.1:0", "--world", _world.Path, .. Options], Configure, TestContext.Current.CancellationToken);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }

        _world?.Dispose();
    }

    public async Task<WireAnswer> SendAsync(StsRequest request)
    {
        using HttpRequestMessage message = request.ToMessage(Endpoint);
        return await SendAsync(message);
    }

    public Task<WireAnswer> SendAsync(ClientKey key, string action, string parameters = "") =>
        SendAsync(StsRequest.Of(key, action, parameters));

    public async Task<WireAnswer> SendAsync(HttpRequestMessage message)
    {
        using HttpResponseMessage response = await Http.SendAsync(message, TestContext.Current.CancellationToken);
        return await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    public async Task SetQuotasAsync(string quotas)
    {
        using var body = new StringContent(quotas);
        using HttpResponseMessage response = await Http.PutAsync(
            new Uri(Endpoint, $"/_stssim/accounts/{TestWorld.AccountId}/quotas"), body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task<FederatedUserLedger> LedgerOfAsync(string federatedUser) =>
        (await Http.GetFromJsonAsync<FederatedUserLedger>(LedgerOf(federatedUser), TestContext.Current.CancellationToken))!;

    /// <summary>Revokes what was issued so far; returns how many sessions that ended.</summary>
    public async Task<long> RevokeAsync(string federatedUser)
    {
        using HttpResponseMessage response = await Http.DeleteAsync(
            new Uri($"{LedgerOf(federatedUser)}/sessions"), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        JsonElement json = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return json.GetProperty("revoked").GetInt64();
    }

    /// <summary>What <c>/_stssim/authorize</c> answers.</summary>
    public Task<JsonElement> AuthorizeAsync(object request) => PostAsync("/_stssim/authorize", request);

    /// <summary>The answer of the control API, a success, to a request in JSON as it stands.</summary>
    public async Task<JsonElement> PostAsync(string path, object request)
    {
        using HttpResponseMessage response = await Http.PostAsJsonAsync(new Uri(Endpoint, path), request, JsonSerializerOptions.Default, TestContext.Current.CancellationToken);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonElement.Parse(body);
    }

    private Uri LedgerOf(string federatedUser) => new(Endpoint, $"/_stssim/accounts/{TestWorld.AccountId}/federated-users/{federatedUser}");
}
