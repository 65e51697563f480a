using System.Net;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Control;

/// <summary>Without an admin token any local program may use the control API, and no web page.</summary>
public sealed class ControlAccessTests(SharedSimulator simulator)
{
    [Theory]
    [InlineData("attacker.example")]
    [InlineData("attacker.example:7870")]
    [InlineData("127.0.0.1.attacker.example")]
    [InlineData("localhost.attacker.example")]
    [InlineData("10.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::2]:7870")]
    [InlineData("[::ffff:10.0.0.1]")]
    public async Task A_foreign_Host_is_403(string host)
    {
        using HttpResponseMessage response = await GetAsync(request => request.Headers.Host = host);
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(403, problem.Status);
        Assert.Contains($"'{(host[0] == '[' ? host[..(host.IndexOf(']', StringComparison.Ordinal) + 1)] : host.Split(':')[0])}'", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://attacker.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_foreign_Origin_is_403(string origin)
    {
        using HttpResponseMessage response = await GetAsync(request => request.Headers.Add("Origin", origin));
        Assert.Equal(403, (await ProblemAnswer.ReadAsync(response)).Status);
    }

    [Fact]
    public async Task Loopback_names_and_the_own_origin_are_let_in()
    {
        string own = simulator.Endpoint.GetLeftPart(UriPartial.Authority);
        foreach (Action<HttpRequestMessage> with in new Action<HttpRequestMessage>[]
        {
            _ => { },
            request => request.Headers.Host = $"localhost:{simulator.Endpoint.Port}",
            request => request.Headers.Host = $"[::1]:{simulator.Endpoint.Port}",
            request => request.Headers.Host = "[::ffff:127.0.0.1]",
            request => request.Headers.Host = "127.8.9.10",
            request => request.Headers.Add("Origin", own),
        })
        {
            using HttpResponseMessage response = await GetAsync(with);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    // Routes are found whatever the case of their path, and so have to be guarded.
    [Theory]
    [InlineData("/_STSSIM/leases")]
    [InlineData("/%5fstssim/leases")]
    [InlineData("/_stssim/nothing")]
    [InlineData("/_Stssim/Nothing")]
    public async Task No_way_to_write_a_path_passes_the_guard(string path)
    {
        using HttpResponseMessage response = await GetAsync(request => request.Headers.Host = "attacker.example", path);
        Assert.Equal(403, (await ProblemAnswer.ReadAsync(response)).Status);
    }

    [Fact]
    public async Task The_index_names_the_routes()
    {
        using HttpResponseMessage response = await GetAsync(_ => { }, "/_stssim/");
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("/_stssim/accounts/{id}/quotas", body, StringComparison.Ordinal);
        Assert.Contains(simulator.Endpoint.ToString(), body, StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> GetAsync(Action<HttpRequestMessage> with, string? path = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, new Uri(simulator.Endpoint, path ?? $"/_stssim/accounts/{TestWorld.AccountId}/quotas"));
        with(request);
        return await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
