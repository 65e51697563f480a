using Amazon.SecurityToken;

namespace StsSim.Browser.Tests;

/// <summary>What is clicked in the dashboard happens, and a real client feels it.</summary>
public sealed class SteeringTests(DashboardSimulator simulator, InstalledBrowser browser) : IClassFixture<DashboardSimulator>
{
    [Fact]
    public async Task A_click_throttles_an_account_and_another_ends_it()
    {
        await simulator.ResetAsync();
        using AmazonSecurityTokenServiceClient client = simulator.Client();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilAsync("document.querySelector('#quotas-rate').value === '600'");
        Assert.Equal("OK", await Answers.CallAsync(client));

        await page.ClickAsync("#quotas-hard");
        await page.UntilTextAsync("#quotas-outcome", "1 requests a second");
        await Answers.UntilAsync(client, "Throttling");
        await page.UntilFigureAsync("#total-throttled", above: 0);
        await page.UntilTextAsync("#accounts li", "quotas of its own");
        await using (Traffic traffic = Traffic.Of(simulator))
        {
            await page.UntilFigureAsync("#figure-throttled", above: 0);
            await page.UntilTextAsync("#accounts .bucket.empty", "empty");
        }

        await page.ClickAsync("#quotas-default");
        await page.UntilTextAsync("#quotas-outcome", "follows the quotas of the world");
        await Answers.UntilAsync(client, "OK");
        page.IsQuiet();
    }

    [Fact]
    public async Task Quotas_are_set_to_what_is_typed_and_refusals_are_shown_beside_them()
    {
        await simulator.ResetAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilAsync("document.querySelector('#quotas-rate').value === '600'");

        await page.Page.EvaluateExpressionAsync("document.querySelector('#quotas-rate').value = 7; document.querySelector('#quotas-burst').value = 9");
        await page.ClickAsync("#quotas [type=submit]");
        await page.UntilTextAsync("#quotas-outcome", "7 requests a second, burst 9");
        string quotas = await simulator.Http.GetStringAsync(
            new Uri(simulator.Endpoint, $"/_stssim/accounts/{DashboardSimulator.AccountId}/quotas"), TestContext.Current.CancellationToken);
        Assert.Equal(7, System.Text.Json.JsonElement.Parse(quotas).GetProperty("default").GetProperty("requestsPerSecond").GetDouble());

        await page.Page.EvaluateExpressionAsync("document.querySelector('#quotas-burst').value = 1e12");
        await page.ClickAsync("#quotas [type=submit]");
        await page.UntilTextAsync("#quotas-outcome.bad", "$.default.burst");
    }

    [Fact]
    public async Task A_preset_is_switched_on_and_off()
    {
        const string Switch = "#presets input[data-preset='region-disabled']";
        await simulator.ResetAsync();
        using AmazonSecurityTokenServiceClient client = simulator.Client();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);

        await page.ClickAsync(Switch);
        await page.UntilTextAsync("#faults-outcome", "region-disabled is on");
        Assert.Equal("RegionDisabledException", await Answers.CallAsync(client));
        await page.UntilTextAsync("#presets li[data-key='region-disabled'] .count", "1 of 1");

        await page.ClickAsync(Switch);
        await page.UntilTextAsync("#faults-outcome", "region-disabled is off");
        Assert.Equal("OK", await Answers.CallAsync(client));
        await page.UntilAsync($"!document.querySelector(\"{Switch}\").checked");

        // For one account alone, and then shown among the rules of others.
        await page.SelectAsync("#faults-account", DashboardSimulator.AccountId);
        await page.ClickAsync(Switch);
        await page.UntilTextAsync("#faults-outcome", "region-disabled is on");
        Assert.Equal("RegionDisabledException", await Answers.CallAsync(client));
        await page.SelectAsync("#faults-account", "");
        await page.UntilTextAsync("#rules", $"region-disabled: error RegionDisabledException, for account {DashboardSimulator.AccountId}");
        await page.ClickAsync("#rules button");
        await page.UntilAsync("document.querySelectorAll('#rules li').length === 0");
        Assert.Equal("OK", await Answers.CallAsync(client));
        page.IsQuiet();
    }

    [Fact]
    public async Task An_experiment_is_started_followed_and_stopped()
    {
        await simulator.ResetAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilAsync("document.querySelectorAll('#experiment-ready option').length >= 10");

        await page.SelectAsync("#experiment-ready", "quota-step-down.json");
        await page.ClickAsync("#experiment [type=submit]");
        await page.UntilTextAsync("#experiment-outcome", "quota step-down runs");
        await page.UntilTextAsync("#running .run", "quota step-down");
        await page.UntilAsync("document.querySelector('#running .strip li.running .time > div').style.width !== ''");
        await page.UntilAsync("document.querySelectorAll('#running .expectations li').length > 0");

        // One at a time: the refusal says which runs.
        await page.ClickAsync("#experiment [type=submit]");
        await page.UntilTextAsync("#experiment-outcome.bad", "The experiment 'quota step-down' runs in the whole world");

        await page.ClickAsync("#running .stop");
        await page.UntilTextAsync("#experiment-outcome", "was stopped");
        await page.UntilTextAsync("#ended", "quota step-down, stopped");
        await page.UntilAsync("document.querySelectorAll('#running li').length === 0");
        Assert.Empty(page.Foreign);
    }

    [Fact]
    public async Task A_pasted_experiment_runs_and_one_that_is_wrong_is_refused_in_the_apis_words()
    {
        await simulator.ResetAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilAsync("document.querySelectorAll('#experiment-ready option').length >= 10");
        await page.ClickAsync("#experiment summary");

        await PasteAsync(page, """{ "name": "mine", "phases": [] }""");
        await page.UntilTextAsync("#experiment-outcome.bad", "$.phases");
        await PasteAsync(page, """{ "name": "mine", "phases": [{ "name": "quiet", "duration": "10m" }] }""");
        await page.UntilTextAsync("#running", "mine");
    }

    private static async Task PasteAsync(DashboardPage page, string json)
    {
        await page.Page.EvaluateFunctionAsync("json => { document.querySelector('#experiment-json').value = json; }", json);
        await page.ClickAsync("#experiment [type=submit]");
    }
}
