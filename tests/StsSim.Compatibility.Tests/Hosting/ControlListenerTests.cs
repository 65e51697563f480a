using System.Net;
using StsSim.Compatibility.Tests.Control;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Host;

namespace StsSim.Compatibility.Tests.Hosting;

/// <summary>A simulator whose control API has a listener of its own.</summary>
public sealed class SeparateSimulator : RunningSimulator
{
    protected override IEnumerable<string> Options => ["--control-urls", "http://127.0.0.1:0"];

    public Uri ControlEndpoint => Simulator.ControlEndpoint;
}

/// <summary><c>--control-urls</c>: what tenants reach is AWS's alone.</summary>
public sealed class ControlListenerTests(SeparateSimulator simulator) : IClassFixture<SeparateSimulator>
{
    public static TheoryData<string, string> ControlRoutes { get; } = new()
    {
        { "GET", "/_stssim" },
        { "GET", "/_stssim/openapi.json" },
        { "GET", "/_STSSIM/Leases" },
        { "POST", "/_stssim/leases" },
        { "GET", $"/_stssim/accounts/{TestWorld.AccountId}/quotas" },
        { "GET", "/_stssim/idp/oidc/.well-known/jwks.json" },
        { "GET", "/metrics" },
    };

    [Theory]
    [MemberData(nameof(ControlRoutes))]
    public async Task The_AWS_listener_knows_no_control_route(string method, string path)
    {
        using HttpResponseMessage onAws = await SendAsync(simulator.Endpoint, method, path);
        Assert.Equal((HttpStatusCode.NotFound, "text/xml"), (onAws.StatusCode, onAws.Content.Headers.ContentType?.MediaType));

        using HttpResponseMessage onControl = await SendAsync(simulator.ControlEndpoint, method, path);
        Assert.True(onControl.IsSuccessStatusCode, $"{onControl.StatusCode}");
    }

    [Fact]
    public async Task The_AWS_listener_does_not_tell_a_wrong_method_from_an_unknown_path()
    {
        using HttpResponseMessage response = await SendAsync(simulator.Endpoint, "PATCH", "/_stssim/leases");
        Assert.Equal((HttpStatusCode.NotFound, "text/xml"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_control_listener_performs_no_AWS_operation()
    {
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity");
        using (HttpResponseMessage onAws = await simulator.Http.SendAsync(request.ToMessage(simulator.Endpoint), TestContext.Current.CancellationToken))
        {
            (await WireAnswer.ReadAsync(onAws, TestContext.Current.CancellationToken)).IsSuccessOf("GetCallerIdentity");
        }

        using HttpResponseMessage onControl = await simulator.Http.SendAsync(request.ToMessage(simulator.ControlEndpoint), TestContext.Current.CancellationToken);
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(onControl)).Status);
        using HttpResponseMessage discovery = await SendAsync(simulator.ControlEndpoint, "GET", "/.well-known/openid-configuration");
        Assert.Equal(404, (await ProblemAnswer.ReadAsync(discovery)).Status);
    }

    [Fact]
    public async Task Health_is_on_both()
    {
        foreach (Uri endpoint in new[] { simulator.Endpoint, simulator.ControlEndpoint })
        {
            foreach (string path in new[] { "/health/live", "/health/ready", "/_localstack/health" })
            {
                using HttpResponseMessage response = await SendAsync(endpoint, "GET", path);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_browser_is_sent_where_AWS_sends_it()
    {
        using HttpResponseMessage response = await SendAsync(simulator.Endpoint, "GET", "/");
        Assert.Equal((302, "https://aws.amazon.com/iam"), ((int)response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task The_token_rule_is_the_control_listeners()
    {
        // Open to the network and no token: nothing but AWS is there.
        await using (await StartAsync("--urls", "http://0.0.0.0:0", "--control-urls", "http://127.0.0.1:0"))
        {
        }

        StartupException refusal = await Assert.ThrowsAsync<StartupException>(() => StartAsync("--urls", "http://127.0.0.1:0", "--control-urls", "http://0.0.0.0:0"));
        Assert.Contains("http://0.0.0.0:0 is open to the network", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://127.0.0.1:0")]
    public async Task An_address_that_is_none_is_refused(string url)
    {
        StartupException refusal = await Assert.ThrowsAsync<StartupException>(() => StartAsync("--urls", "http://127.0.0.1:0", "--control-urls", url));
        Assert.Contains("--control-urls", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banner_says_where_the_control_api_is()
    {
        var environment = new Dictionary<string, string> { ["StsSim__AdminToken"] = "a-token-of-this-test", ["StsSim__ControlUrls"] = "http://127.0.0.1:0" };
        await using HostProcess host = HostProcess.Start(environment, "--urls", "http://127.0.0.1:0");
        Uri aws = await host.ReadyAsync();
        await host.SignalAsync("TERM");
        Assert.Equal(0, await host.ExitAsync());
        var control = new Uri(host.Output.Split('\n').Single(line => line.Contains("control API", StringComparison.Ordinal)).Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]);

        Assert.Equal(("127.0.0.1", "/_stssim/"), (control.Host, control.AbsolutePath));
        Assert.NotEqual(aws.Port, control.Port);
    }

    private static Task<Simulator> StartAsync(params string[] options) => Simulator.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> SendAsync(Uri endpoint, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(endpoint, path));
        return await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
