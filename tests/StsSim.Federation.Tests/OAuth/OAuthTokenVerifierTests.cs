using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StsSim.Federation.OAuth;

namespace StsSim.Federation.Tests.OAuth;

public sealed class OAuthTokenVerifierTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _questions = new();
    private RequestDelegate _answer = context => context.Response.WriteAsync("{}");
    private OAuthTokenVerifier _verifier = null!;

    public OAuthTokenVerifierTests()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(context =>
        {
            _questions.Enqueue($"{context.Request.Path}|{context.Request.Query["access_token"]}");
            return _answer(context);
        });
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _verifier = new OAuthTokenVerifier(Endpoints());
    }

    public async ValueTask DisposeAsync()
    {
        _verifier.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Amazon_is_asked_for_the_token()
    {
        Answer(200, """{"iss":"https://www.amazon.com","user_id":"amzn1.account.U","aud":"amzn1.client.C","app_id":"amzn1.application.A","exp":3597,"iat":1311280970}""");
        Assert.Equal(new OAuthOutcome.Identity("amzn1.application.A", "amzn1.account.U"), await AskAsync("www.amazon.com", "Atza|a+b&c=d"));
        Assert.Equal(["/auth/o2/tokeninfo|Atza|a+b&c=d"], _questions);
    }

    [Fact]
    public async Task Facebook_is_asked_for_the_app_and_the_user()
    {
        _answer = context => context.Response.WriteAsync(context.Request.Path == "/graph/app" ? """{"id":"app1","name":"x"}""" : """{"id":"user1"}""");
        Assert.Equal(new OAuthOutcome.Identity("app1", "user1"), await AskAsync("graph.facebook.com", "EAAC"));
        Assert.Equal(["/graph/app|EAAC", "/graph/me|EAAC"], _questions);
    }

    [Theory]
    [InlineData("www.amazon.com", 400)]
    [InlineData("www.amazon.com", 401)]
    [InlineData("graph.facebook.com", 400)]
    [InlineData("graph.facebook.com", 404)]
    public async Task A_token_the_provider_does_not_know_is_rejected(string provider, int status)
    {
        Answer(status, """{"error":"invalid_token"}""");
        Assert.Equal(new OAuthOutcome.Rejected(), await AskAsync(provider, "token"));
    }

    [Fact]
    public async Task A_user_that_facebook_does_not_know_is_rejected()
    {
        _answer = context =>
        {
            context.Response.StatusCode = context.Request.Path == "/graph/app" ? 200 : 400;
            return context.Response.WriteAsync("""{"id":"app1"}""");
        };
        Assert.Equal(new OAuthOutcome.Rejected(), await AskAsync("graph.facebook.com", "token"));
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "{}")]
    [InlineData(408, "{}")]
    [InlineData(429, "{}")]
    [InlineData(302, "{}")]
    [InlineData(200, "garbage")]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"app_id":1,"user_id":"u","id":1}""")]
    [InlineData(200, """{"app_id":"\ud800","user_id":"u","id":"\ud800"}""")]
    public async Task An_answer_that_says_nothing_of_the_token_is_none(int status, string body)
    {
        foreach (string provider in new[] { "www.amazon.com", "graph.facebook.com" })
        {
            Answer(status, body);
            Assert.Equal(new OAuthOutcome.Unreachable(), await AskAsync(provider, "token"));
        }
    }

    [Fact]
    public async Task An_endless_answer_is_none()
    {
        Answer(200, "\"" + new string('x', 100_000) + "\"");
        Assert.Equal(new OAuthOutcome.Unreachable(), await AskAsync("www.amazon.com", "token"));
    }

    [Fact]
    public async Task A_provider_that_is_down_is_unreachable()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new OAuthOutcome.Unreachable(), await AskAsync("www.amazon.com", "token"));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_unreachable()
    {
        _answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var impatient = new OAuthTokenVerifier(Endpoints() with { Timeout = TimeSpan.FromMilliseconds(200) });
        Assert.Equal(
            new OAuthOutcome.Unreachable(), await impatient.VerifyAsync("graph.facebook.com", "token", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_gives_up_gets_no_outcome()
    {
        using var impatience = new CancellationTokenSource();
        _answer = context =>
        {
            impatience.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _verifier.VerifyAsync("www.amazon.com", "token", impatience.Token).AsTask());
    }

    [Theory]
    [InlineData("www.amazon.com", true)]
    [InlineData("graph.facebook.com", true)]
    [InlineData("accounts.google.com", false)]
    [InlineData("https://www.amazon.com", false)]
    public void Two_providers_are_known(string provider, bool expected) => Assert.Equal(expected, OAuthTokenVerifier.Knows(provider));

    private OAuthEndpoints Endpoints() => new()
    {
        LoginWithAmazon = new Uri(_app.Urls.First() + "/auth/o2/tokeninfo"),
        Facebook = new Uri(_app.Urls.First() + "/graph"),
    };

    private void Answer(int status, string body) => _answer = context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    };

    private ValueTask<OAuthOutcome> AskAsync(string provider, string token) =>
        _verifier.VerifyAsync(provider, token, TestContext.Current.CancellationToken);
}
