using Amazon.SecurityToken;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Host;

namespace StsSim.Browser.Tests;

/// <summary>A simulator in this process with an account to look at.</summary>
public sealed class DashboardSimulator : IAsyncLifetime
{
    public const string AccountId = "123456789012";

    public static ClientKey Key { get; } = new("AKIARZPUZDIKALICE234", "alice+secret/0123456789ABCDEFGHIJKLMNOPQ");

    private static readonly string World = $$"""
        {
          "accounts": [
            {
              "id": "{{AccountId}}", "alias": "acme",
              "users": [
                {
                  "name": "alice", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "accessKeys": [{ "accessKeyId": "{{Key.AccessKeyId}}", "secretAccessKey": "{{Key.SecretAccessKey}}" }]
                }
              ]
            },
            { "id": "210987654321" }
          ]
        }
        """;

    private readonly WorldFile _world = new(World);
    private Simulator? _simulator;

    public Simulator Simulator => _simulator!;

    public HttpClient Http { get; } = new();

    public Uri Endpoint => Simulator.Endpoint;

    /// <summary>One of a test's own, which can be stopped and started again where it was.</summary>
    public static Task<Simulator> StartAsync(WorldFile world, int port = 0) => Simulator.StartAsync(
        ["--urls", $"http://127.0.0.1:{port}", "--world", world.Path], cancellationToken: TestContext.Current.CancellationToken);

    public static WorldFile WriteWorld() => new(World);

    public async ValueTask InitializeAsync() => _simulator = await StartAsync(_world);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Simulator.DisposeAsync();
        _world.Dispose();
    }

    /// <summary>As it began.</summary>
    public async Task ResetAsync()
    {
        using HttpResponseMessage response = await Http.PostAsync(new Uri(Endpoint, "/_stssim/reset"), content: null, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Amazon's own client, which does not retry.</summary>
    public AmazonSecurityTokenServiceClient Client() => new(
        Key.AccessKeyId,
        Key.SecretAccessKey,
        new AmazonSecurityTokenServiceConfig { ServiceURL = Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    /// <summary>A request of somebody who calls himself anything.</summary>
    public async Task SendAsync(string userAgent)
    {
        using HttpRequestMessage request = StsRequest.Of(Key, "GetCallerIdentity").ToMessage(Endpoint);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using HttpResponseMessage response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
