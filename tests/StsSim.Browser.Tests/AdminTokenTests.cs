using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Gateway;
using StsSim.Host;

namespace StsSim.Browser.Tests;

/// <summary>Where there is an admin token, the page asks for it, once, and keeps it to itself.</summary>
public sealed class AdminTokenTests(InstalledBrowser browser)
{
    private const string Token = "an-admin-token-of-these-tests";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_asks_for_the_token_and_then_shows_everything()
    {
        await using Simulator simulator = await StartAsync();
        await using DashboardPage page = await DashboardPage.OpenAsync(browser, simulator.Endpoint);

        await page.UntilAsync("document.querySelector('#token').open");
        await page.Page.Keyboard.TypeAsync("wrong");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilTextAsync("#token-outcome", "That was not it");
        await page.Page.Keyboard.TypeAsync(Token);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilTextAsync("#connection", "Live");
        await page.UntilAsync("document.querySelectorAll('#presets li').length > 0");
        await page.ClickAsync("#quotas-hard");
        await page.UntilTextAsync("#quotas-outcome", "1 requests a second");

        Assert.DoesNotContain(Token, page.Page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.EvaluateExpressionAsync<int>("localStorage.length"));
        Assert.Empty(await page.Page.GetCookiesAsync());
        Assert.Empty(page.Foreign);

        // The tab knows it still.
        await page.Page.ReloadAsync();
        await page.UntilTextAsync("#connection", "Live");
    }

    [Fact]
    public async Task The_page_is_anybodys_and_holds_nothing_and_the_data_is_not()
    {
        await using Simulator simulator = await StartAsync();
        using var http = new HttpClient { BaseAddress = simulator.Endpoint };
        foreach (string path in new[] { "/_stssim/ui", "/_stssim/ui/", "/_stssim/ui/main.js", "/_stssim/ui/dashboard.css" })
        {
            using HttpResponseMessage open = await http.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.OK, open.StatusCode);
            Assert.Contains("default-src 'self'", open.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        foreach (string path in new[] { "/_stssim/events", "/_stssim/experiments/ready", "/_stssim/orleans/", "/_stssim/orleans/DashboardCounters", "/_stssim/openapi.json" })
        {
            using HttpResponseMessage guarded = await http.GetAsync(path, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, guarded.StatusCode);
        }
    }

    // A browser that is sent there asks for a password; the control API itself takes none.
    [Fact]
    public async Task Pages_that_cannot_send_the_token_take_it_as_a_password()
    {
        await using Simulator simulator = await StartAsync();
        using var http = new HttpClient { BaseAddress = simulator.Endpoint };
        using HttpResponseMessage refused = await http.GetAsync("/_stssim/orleans/", Cancel);
        Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);

        foreach ((string password, string path, HttpStatusCode status) in new[]
        {
            (Token, "/_stssim/orleans/", HttpStatusCode.OK), (Token, "/_stssim/openapi.json", HttpStatusCode.OK), (Token, "/_stssim/report", HttpStatusCode.OK),
            ("wrong", "/_stssim/orleans/", HttpStatusCode.Unauthorized), (Token, "/_stssim/quotas", HttpStatusCode.Unauthorized), (Token, "/_stssim/events", HttpStatusCode.Unauthorized),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{password}")));
            using HttpResponseMessage answered = await http.SendAsync(request, Cancel);
            Assert.Equal((path, status), (path, answered.StatusCode));
        }
    }

    private static Task<Simulator> StartAsync() => Simulator.StartAsync(
        ["--urls", "http://127.0.0.1:0"], services => services.AddSingleton(new GatewayOptions { AdminToken = Token }), Cancel);
}
