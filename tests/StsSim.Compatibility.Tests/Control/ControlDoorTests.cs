using System.Net;
using System.Text;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Control;

/// <summary>What the control API says to what it does not know, does not take, or cannot read.</summary>
public sealed class ControlDoorTests(SharedSimulator simulator)
{
    private const string Quotas = $"/_stssim/accounts/{TestWorld.AccountId}/quotas";

    [Theory]
    [InlineData("GET", "/_stssim/nothing")]
    [InlineData("POST", "/_STSSIM/Leases/x/y/z")]
    [InlineData("DELETE", "/_stssim/accounts/123456789012")]
    public async Task An_unknown_route_is_a_404_problem(string method, string path)
    {
        using HttpResponseMessage response = await SendAsync(method, path);
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal((404, $"The control API has no route '{path}'; GET /_stssim lists them."), (problem.Status, problem.Detail));
    }

    [Theory]
    [InlineData("POST", Quotas, "DELETE, GET, PUT")]
    [InlineData("PUT", "/_stssim/leases", "GET, POST")]
    [InlineData("PATCH", "/_stssim/leases/lease-0f4c1d7b9a3e5f8826d1", "DELETE, GET")]
    [InlineData("GET", "/_stssim/authorize", "POST")]
    [InlineData("DELETE", "/health/ready", "GET")]
    [InlineData("POST", "/metrics", "GET")]
    [InlineData("POST", "/_localstack/health", "GET, HEAD")]
    public async Task Another_method_is_405_and_names_those_allowed(string method, string path, string allowed)
    {
        using HttpResponseMessage response = await SendAsync(method, path);
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(405, problem.Status);
        Assert.Equal(allowed.Split(", "), response.Content.Headers.Allow.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("PUT", Quotas)]
    [InlineData("POST", "/_stssim/leases")]
    [InlineData("POST", "/_stssim/authorize")]
    [InlineData("POST", "/_stssim/idp/oidc/token")]
    [InlineData("POST", "/_stssim/idp/saml/assertion")]
    [InlineData("POST", "/_stssim/idp/oauth/token")]
    [InlineData("POST", "/_stssim/idp/delegation/token")]
    public async Task A_body_that_is_too_large_is_413_with_a_length_and_without(string method, string path)
    {
        byte[] large = Encoding.ASCII.GetBytes($$"""{"claims": "{{new string('x', 1024 * 1024)}}"}""");
        foreach (bool chunked in new[] { false, true })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(simulator.Endpoint, path)) { Content = new ByteArrayContent(large) };
            request.Headers.TransferEncodingChunked = chunked;
            using HttpResponseMessage response = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(413, (await ProblemAnswer.ReadAsync(response)).Status);
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("\u0000")]
    [InlineData("""{"a": 1, }""")]
    [InlineData("""{"\ud800": 1}""")]
    public async Task What_is_no_JSON_is_a_400_problem_everywhere(string body)
    {
        foreach ((string method, string path) in new[]
        {
            ("PUT", Quotas), ("POST", "/_stssim/leases"), ("POST", "/_stssim/authorize"), ("POST", "/_stssim/idp/oidc/token"),
            ("POST", "/_stssim/idp/saml/assertion"), ("POST", "/_stssim/idp/oauth/token"), ("POST", "/_stssim/idp/delegation/token"),
        })
        {
            using HttpResponseMessage response = await SendAsync(method, path, body);
            ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
            Assert.Equal(400, problem.Status);
            Assert.Contains("$", problem.Paths);
        }
    }

    [Fact]
    public async Task Text_that_is_no_UTF8_is_a_400_problem()
    {
        using var content = new ByteArrayContent([.. "{\"subject\": \""u8, 0xff, .. "\"}"u8]);
        using HttpResponseMessage response = await simulator.Http.PostAsync(new Uri(simulator.Endpoint, "/_stssim/idp/oidc/token"), content, TestContext.Current.CancellationToken);
        Assert.Equal(400, (await ProblemAnswer.ReadAsync(response)).Status);
    }

    [Theory]
    [InlineData("/_stssim/authorize", """{"accessKeyId":"x","action":"a","resource":"*","context":{"\ud800":"x"}}""")]
    [InlineData("/_stssim/authorize", """{"accessKeyId":"x","action":"a","resource":"*","context":{"k":["\ud800"]}}""")]
    [InlineData("/_stssim/authorize", """{"signedRequest":{"headers":{"Host":"a","host":"b"}},"action":"a","resource":"*"}""")]
    [InlineData("/_stssim/authorize", """{"signedRequest":{"headers":{"\udc00":"a"}},"action":"a","resource":"*"}""")]
    [InlineData("/_stssim/idp/oidc/token", """{"subject":"s","claims":{"\ud800":1}}""")]
    [InlineData("/_stssim/idp/oidc/token", """{"subject":"s","claims":{"a":1,"a":2}}""")]
    [InlineData("/_stssim/idp/oidc/token", """{"subject":"s","expiresInSeconds":1e300}""")]
    [InlineData("/_stssim/idp/oidc/token", """{"subject":"s","issuedSecondsAgo":-1e18}""")]
    [InlineData("/_stssim/idp/saml/assertion", """{"roleArn":"r","attributes":{"a":"x","a":"y"}}""")]
    [InlineData("/_stssim/idp/saml/assertion", """{"roleArn":"r","attributes":{"\ud800":"x"}}""")]
    [InlineData("/_stssim/idp/saml/assertion", """{"roleArn":"r","sessionName":"\u0000"}""")]
    [InlineData("/_stssim/idp/saml/assertion", """{"roleArn":"r","expiresInSeconds":-1e30}""")]
    [InlineData("/_stssim/idp/delegation/token", """{"principalArn":"arn:aws:iam::123456789012:user/a","durationSeconds":1e30}""")]
    [InlineData("/_stssim/idp/delegation/token", """{"principalArn":"arn:aws:iam::123456789012:user/a","expiresInSeconds":1e30}""")]
    public async Task What_is_JSON_and_makes_no_sense_is_a_400_problem(string path, string body)
    {
        using HttpResponseMessage response = await SendAsync("POST", path, body);
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(400, problem.Status);
        Assert.NotEmpty(problem.Paths);
    }

    [Fact]
    public async Task LocalStacks_health_has_its_shape()
    {
        using HttpResponseMessage response = await SendAsync("GET", "/_localstack/health");
        var json = System.Text.Json.JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("""{"iam":"running","sts":"running"}""", System.Text.Json.JsonSerializer.Serialize(json.GetProperty("services")));
        Assert.Equal("stssim", json.GetProperty("edition").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", json.GetProperty("version").GetString());

        using HttpResponseMessage head = await SendAsync("HEAD", "/_localstack/health");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null) => simulator.Http.SendAsync(
        new HttpRequestMessage(new HttpMethod(method), new Uri(simulator.Endpoint, path)) { Content = body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(body)) },
        TestContext.Current.CancellationToken);
}
