using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Host;

namespace StsSim.Compatibility.Tests.Replay;

[CollectionDefinition(nameof(ReplayedClients))]
public sealed class ReplayedClients : ICollectionFixture<ReplaySimulator>;

/// <summary>A simulator over the default world, at a clock that the tests wind, to which recorded requests are sent byte by byte.</summary>
public sealed class ReplaySimulator : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private Simulator? _simulator;

    /// <summary>The key of the default world's user <c>loadtest</c>.</summary>
    public static ClientKey Key { get; } = new("AKIARZPUZDIKKVJVIU2T", "StsSimExampleSecretAccessKeyForLoadTests");

    public WoundClock Clock { get; } = new(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));

    public Uri Endpoint => _simulator!.Endpoint;

    public async ValueTask InitializeAsync() => _simulator = await Simulator.StartAsync(
        ["--urls", "http://127.0.0.1:0"],
        services => services
            .AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock)
            .AddLogging(logging => logging
                .AddFilter("Orleans", LogLevel.None) // wonders aloud about every leap
                .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.None)), // and the web server about every body that ends early
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator!.DisposeAsync();
    }

    /// <summary>Fills the case, signs it with the key and sends it.</summary>
    /// <param name="tokens">Values for placeholders that the built-in issuers would fill.</param>
    internal async Task<WireAnswer> SendAsync(RecordedCase recorded, ClientKey key, params IEnumerable<KeyValuePair<string, string>> tokens)
    {
        ReplayedRequest request = await FillAsync(recorded, key, tokens);
        using RawConnection connection = await RawConnection.OpenAsync(Endpoint);
        await connection.SendAsync(request.Bytes);
        return await connection.ReceiveAsync();
    }

    /// <summary>Fills the case and signs it with the key, where it is signed.</summary>
    internal async Task<ReplayedRequest> FillAsync(RecordedCase recorded, ClientKey key, params IEnumerable<KeyValuePair<string, string>> tokens) => ReplayedRequest.Of(
        recorded, recorded.IsSigned ? key : null, Endpoint.Authority, Clock.GetUtcNow(), tokens.UnionBy(await TokensOfAsync(recorded), token => token.Key));

    /// <summary>Credentials of a federated user, good for 900 seconds.</summary>
    internal async Task<ClientKey> FederateAsync(string name)
    {
        using HttpRequestMessage message =
            (StsRequest.Of(Key, "GetFederationToken", $"Name={name}&DurationSeconds=900") with { SignedAt = Clock.GetUtcNow() }).ToMessage(Endpoint);
        using HttpResponseMessage response = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        return (await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken)).Credentials();
    }

    public async Task SetQuotasAsync(int requestsPerSecond, int burst)
    {
        using var body = JsonContent.Create(new { @default = new { requestsPerSecond, burst } });
        using HttpResponseMessage response = await _http.PutAsync(
            new Uri(Endpoint, "/_stssim/accounts/123456789012/quotas"), body, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What the control API says to a session doing something, such as <c>allowed</c> or <c>implicitDeny</c>.</summary>
    public async Task<string> DecideAsync(string sessionToken, string action, string resource, object? resourcePolicy)
    {
        var question = new Dictionary<string, object> { ["sessionToken"] = sessionToken, ["action"] = action, ["resource"] = resource };
        if (resourcePolicy is not null)
        {
            question["resourcePolicy"] = resourcePolicy;
        }

        return await AskAsync("/_stssim/authorize", question, "decision", JsonSerializerOptions.Default);
    }

    // The built-in issuers mint what a case has to carry.
    private async Task<Dictionary<string, string>> TokensOfAsync(RecordedCase recorded)
    {
        var tokens = new Dictionary<string, string>();
        if (recorded.Holds("{web-identity-token}"))
        {
            object claims = new { subject = "system:serviceaccount:default:replay", audience = "sts.amazonaws.com", expiresInSeconds = 3600 };
            tokens["web-identity-token"] = await MintAsync("/_stssim/idp/oidc/token", claims, "token");
        }

        if (recorded.Holds("{saml-assertion}"))
        {
            object assertion = new { roleArn = "arn:aws:iam::123456789012:role/saml", sessionName = "Saml-Replay", expiresInSeconds = 3600 };
            tokens["saml-assertion"] = await MintAsync("/_stssim/idp/saml/assertion", assertion, "assertion");
        }

        return tokens;
    }

    // All these clients write +, / and = of Base64 alike.
    private async Task<string> MintAsync(string route, object wish, string member) =>
        Uri.EscapeDataString(await AskAsync(route, wish, member, JsonSerializerOptions.Web));

    private async Task<string> AskAsync(string route, object question, string member, JsonSerializerOptions options)
    {
        using var body = JsonContent.Create(question, options: options);
        using HttpResponseMessage response = await _http.PostAsync(new Uri(Endpoint, route), body, TestContext.Current.CancellationToken);
        string answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer);
        return JsonElement.Parse(answer).GetProperty(member).GetString()!;
    }
}
