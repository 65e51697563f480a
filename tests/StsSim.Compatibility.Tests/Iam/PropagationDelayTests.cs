using System.Net;
using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class PropagationDelayTests(IamSimulator simulator)
{
    private const string AnHour = """{"minimumMs": 500000, "maximumMs": 600000, "seed": 3}""";

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_new_key_is_known_to_IAM_at_once_and_to_STS_later()
    {
        (await SendAsync(HttpMethod.Put, AnHour)).IsStatus(HttpStatusCode.OK);
        ClientKey key = await _account.CreateUserWithKeyAsync("late");

        Assert.Equal(key.AccessKeyId, (await _account.CallAsync("ListAccessKeys", ("UserName", "late"))).Text("AccessKeyMetadata/member/AccessKeyId"));
        (await _account.CallStsAsync(key, "GetCallerIdentity")).IsRefusal(
            403, "InvalidClientTokenId", "The security token included in the request is invalid.");

        (await SendAsync(HttpMethod.Delete)).IsStatus(HttpStatusCode.OK);
        Assert.Equal(200, (await _account.CallStsAsync(key, "GetCallerIdentity")).Status);
    }

    [Fact]
    public async Task A_delayed_write_builds_on_the_delayed_ones_before_it()
    {
        (await SendAsync(HttpMethod.Put, AnHour)).IsStatus(HttpStatusCode.OK);
        foreach (string name in (string[])["a", "b", "c"])
        {
            (await _account.CallAsync("CreateUser", ("UserName", name))).IsSuccess();
        }

        (await _account.CallAsync("CreateUser", ("UserName", "A"))).IsRefusal(409, "EntityAlreadyExists", "User with name A already exists.");
        Assert.Equal(["a", "admin", "b", "c"], (await _account.CallAsync("ListUsers")).Texts("Users/member/UserName"));
    }

    [Fact]
    public async Task The_delay_is_told_and_bad_ones_are_refused_by_their_paths()
    {
        Assert.Equal(0, (await SendAsync(HttpMethod.Get)).Body.GetProperty("maximumMs").GetInt32());
        (await SendAsync(HttpMethod.Put, """{"maximumMs": 250}""")).IsStatus(HttpStatusCode.OK);
        Assert.Equal(250, (await SendAsync(HttpMethod.Get)).Body.GetProperty("maximumMs").GetInt32());

        Control bad = await SendAsync(HttpMethod.Put, """{"minimumMs": -1, "maximumMs": "soon", "seed": 0.5, "unit": "s"}""");
        bad.IsStatus(HttpStatusCode.BadRequest);
        Assert.Equal(
            ["$.maximumMs", "$.minimumMs", "$.seed", "$.unit"],
            bad.Body.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()).Distinct().Except(["$"]).Order(StringComparer.Ordinal));
        Assert.Equal(250, (await SendAsync(HttpMethod.Get)).Body.GetProperty("maximumMs").GetInt32());
        (await SendAsync(HttpMethod.Put, """{"minimumMs": 2, "maximumMs": 1}""")).IsStatus(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_account_that_does_not_exist_has_no_delay()
    {
        using HttpResponseMessage answer = await simulator.Http.GetAsync(
            new Uri(simulator.Endpoint, "/_stssim/accounts/999999999999/propagation-delay"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<Control> SendAsync(HttpMethod method, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(simulator.Endpoint, $"/_stssim/accounts/{_account.Id}/propagation-delay"))
        {
            Content = body is null ? null : new StringContent(body),
        };
        using HttpResponseMessage response = await simulator.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Control(response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private sealed record Control(HttpStatusCode Status, JsonElement Body)
    {
        public void IsStatus(HttpStatusCode expected) => Assert.True(Status == expected, Body.ToString());
    }
}
