namespace StsSim.Browser.Tests;

/// <summary>What the dashboard shows follows what happens.</summary>
public sealed class LiveFigureTests(DashboardSimulator simulator, InstalledBrowser browser) : IClassFixture<DashboardSimulator>
{
    [Fact]
    public async Task Figures_move_while_a_client_calls()
    {
        await simulator.ResetAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilTextAsync("#welcome", "aws sts get-federation-token");
        Assert.Contains(simulator.Endpoint.ToString().TrimEnd('/'), await page.TextAsync("#welcome-command"), StringComparison.Ordinal);

        await using Traffic traffic = Traffic.Of(simulator);
        await page.UntilFigureAsync("#figure-requests", above: 0);
        await page.UntilFigureAsync("#figure-ok", above: 0);
        await page.UntilFigureAsync("#figure-sessions", above: 0);
        double requests = await page.FigureAsync("#total-requests");
        await page.UntilFigureAsync("#total-requests", above: requests);
        double sessions = await page.FigureAsync("#figure-sessions");
        await page.UntilFigureAsync("#figure-sessions", above: sessions);
        await page.UntilAsync("document.querySelector('#welcome').hidden");

        // The client, its account and the account's bucket.
        await page.UntilTextAsync("#clients tr", "aws-sdk-dotnet");
        await page.UntilTextAsync("#clients tr", DashboardSimulator.AccountId);
        await page.UntilAsync("Number.parseFloat(document.querySelector('#clients td').innerText) > 0");
        await page.UntilTextAsync("#accounts li", "acme");

        // Four lines, of more points than one.
        await page.UntilAsync("[...document.querySelectorAll('#chart polyline')].filter(line => line.getAttribute('points').split(' ').length > 1).length === 4");
        page.IsQuiet();
    }

    [Fact]
    public async Task One_account_can_be_looked_at_alone()
    {
        await simulator.ResetAsync();
        await simulator.SendAsync("looker/1");
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilTextAsync("#total-requests", "1 in all");

        await page.SelectAsync("#scope", "210987654321");
        await page.UntilTextAsync("#total-requests", "0 in all");
        await page.UntilAsync("document.querySelectorAll('#accounts > li').length === 1");
        Assert.EndsWith("?account=210987654321", page.Page.Url, StringComparison.Ordinal);

        await page.SelectAsync("#scope", "");
        await page.UntilTextAsync("#total-requests", "1 in all");
        page.IsQuiet();
    }

    [Fact]
    public async Task Whatever_names_say_is_text()
    {
        const string Name = "<script>window.hit=1</script><img/src=x/onerror=window.hit=1>";
        await simulator.ResetAsync();
        await simulator.SendAsync($"{Name}/1 app/{Name}");
        using var experiment = new StringContent(System.Text.Json.JsonSerializer.Serialize(
            new { name = Name, description = Name, phases = new[] { new { name = "phase", description = Name, duration = "10m" } } }));
        using HttpResponseMessage started = await simulator.Http.PostAsync(new Uri(simulator.Endpoint, "/_stssim/experiments"), experiment, TestContext.Current.CancellationToken);
        Assert.True(started.IsSuccessStatusCode, await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilTextAsync("#clients", $"{Name}: {Name}");
        await page.UntilTextAsync("#running", Name);
        Assert.False(await page.Page.EvaluateExpressionAsync<bool>("'hit' in window"));
        Assert.Equal(0, await page.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('main script, main img').length"));
        page.IsQuiet();
    }

    [Fact]
    public async Task A_lost_connection_is_shown_and_comes_back()
    {
        using Compatibility.Tests.Simulators.WorldFile world = DashboardSimulator.WriteWorld();
        Host.Simulator first = await DashboardSimulator.StartAsync(world);
        await using (first)
        {
            await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, first.Endpoint);
            await first.DisposeAsync();
            await page.UntilTextAsync("#connection", "Connection lost");

            await using Host.Simulator second = await DashboardSimulator.StartAsync(world, first.Endpoint.Port);
            await page.UntilTextAsync("#connection", "Live");
            Assert.Empty(page.Foreign);
        }
    }
}
