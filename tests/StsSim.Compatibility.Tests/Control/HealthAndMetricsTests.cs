using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Control;

public sealed class HealthAndMetricsTests(SharedSimulator simulator)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_running_simulator_is_live_and_ready(string path)
    {
        (int status, string body) = await GetAsync(path);
        Assert.Equal((200, "ok\n"), (status, body));
    }

    [Fact]
    public async Task Metrics_count_requests_by_operation_and_code()
    {
        await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Measured");
        await simulator.SendAsync(TestWorld.Bob, "GetFederationToken", "Name=Measured");
        await simulator.SendAsync(TestWorld.Bob, "NoSuchThing");

        (int status, string body) = await GetAsync("/metrics");

        Assert.Equal(200, status);
        foreach (string series in new[]
        {
            """^stssim_requests_total\{(?!.*error_type=).*rpc_method="GetFederationToken",rpc_service="STS".*\} \d+""",
            """^stssim_requests_total\{.*error_type="AccessDenied".*rpc_method="GetFederationToken".*\} \d+""",
            """^stssim_requests_total\{(?!.*rpc_service=).*error_type="InvalidAction".*rpc_method="_OTHER".*\} \d+""",
            """^rpc_server_call_duration_seconds_bucket\{.*rpc_method="GetFederationToken".*le="\+Inf".*\} \d+""",
            """^stssim_grain_calls_total\{.*stssim_purpose="lease".*\} \d+""",
            """^kestrel_""",
            """^dotnet_gc_""",
        })
        {
            Assert.Matches("(?m)" + series, body);
        }

        Assert.DoesNotContain("NoSuchThing", body, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Body)> GetAsync(string path)
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, path), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
