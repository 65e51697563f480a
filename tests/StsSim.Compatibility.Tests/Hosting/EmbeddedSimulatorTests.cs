using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Host;

namespace StsSim.Compatibility.Tests.Hosting;

/// <summary>A simulator inside another program, as a test suite of a user's would start it.</summary>
public sealed partial class EmbeddedSimulatorTests
{
    [Fact]
    public async Task It_starts_serves_and_stops_without_a_word()
    {
        using var log = new LogCapture();
        await using (Simulator simulator = await StartAsync(services => services.AddLogging(logging => logging.AddProvider(log))))
        {
            using var http = new HttpClient();
            Assert.Equal("ok\n", await http.GetStringAsync(new Uri(simulator.Endpoint, "/health/ready"), TestContext.Current.CancellationToken));
        }

        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Several_live_beside_each_other()
    {
        await using Simulator one = await StartAsync();
        await using Simulator other = await StartAsync();
        Assert.NotEqual(one.Endpoint, other.Endpoint);
        Assert.NotSame(one.Services, other.Services);
    }

    [Fact]
    public async Task Each_measures_itself()
    {
        using var http = new HttpClient();
        await using Simulator one = await StartAsync();
        await using (Simulator other = await StartAsync())
        {
            await AskAsync(other, "NoSuchThing");
            Assert.Matches(Refused(), await MetricsOf(other));
        }

        Assert.DoesNotMatch(Refused(), await MetricsOf(one)); // nor did the end of the other end what this one measures
        await AskAsync(one, "NoSuchThing");
        string metrics = await MetricsOf(one);
        Assert.Equal("1", Refused().Match(metrics).Groups["requests"].Value);
        Assert.Matches(@"(?m)^http_server_request_duration_seconds_count\{[^}]*http_response_status_code=""400""[^}]*\} 1$", metrics);

        async Task AskAsync(Simulator simulator, string action)
        {
            using var form = new StringContent($"Action={action}&Version=2011-06-15");
            using HttpResponseMessage answer = await http.PostAsync(simulator.Endpoint, form, TestContext.Current.CancellationToken);
            Assert.Equal(400, (int)answer.StatusCode);
        }

        Task<string> MetricsOf(Simulator simulator) => http.GetStringAsync(new Uri(simulator.Endpoint, "/metrics"), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("--auth", "none")]
    [InlineData("--colour", "blue")]
    [InlineData("--urls", "http://0.0.0.0:0")]
    [InlineData("--world", "/no/such/world.json")]
    public async Task What_cannot_start_is_a_StartupException(string option, string value) =>
        await Assert.ThrowsAsync<StartupException>(() => Simulator.StartAsync([option, value], cancellationToken: TestContext.Current.CancellationToken));

    private static Task<Simulator> StartAsync(Action<IServiceCollection>? configure = null) =>
        Simulator.StartAsync(["--urls", "http://127.0.0.1:0"], configure, TestContext.Current.CancellationToken);

    [GeneratedRegex("""^stssim_requests_total\{[^}]*error_type="InvalidAction"[^}]*\} (?<requests>\d+)""", RegexOptions.Multiline)]
    private static partial Regex Refused();
}
