using PuppeteerSharp;

namespace StsSim.Browser.Tests;

/// <summary>Orleans's own dashboard is mounted beside ours.</summary>
public sealed class OrleansDashboardTests(DashboardSimulator simulator, InstalledBrowser browser) : IClassFixture<DashboardSimulator>
{
    [Fact]
    public async Task It_shows_grains_under_its_own_path()
    {
        IPage page = await browser.NewPageAsync();
        try
        {
            await page.GoToAsync(new Uri(simulator.Endpoint, "/_stssim/orleans/#/grains").ToString(), WaitUntilNavigation.DOMContentLoaded);
            await page.WaitForFunctionAsync("() => document.body.innerText.includes('LeaseRegistryGrain')", new WaitForFunctionOptions { Timeout = 90_000 });
        }
        finally
        {
            await page.BrowserContext.CloseAsync();
        }
    }
}
