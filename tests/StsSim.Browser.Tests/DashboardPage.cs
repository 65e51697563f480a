using System.Collections.Concurrent;
using PuppeteerSharp;

namespace StsSim.Browser.Tests;

/// <summary>The dashboard, open in a browser. Whatever it asks of another origin, and whatever it complains of, is noted.</summary>
public sealed class DashboardPage : IAsyncDisposable
{
    // A busy machine is slow, and a page that does not do what it should never does.
    private const int Patience = 90_000;

    private readonly IPage _page;

    private DashboardPage(IPage page) => _page = page;

    /// <summary>What went to another origin.</summary>
    public ConcurrentQueue<string> Foreign { get; } = new();

    public ConcurrentQueue<string> Complaints { get; } = new();

    public IPage Page => _page;

    public static async Task<DashboardPage> OpenAsync(InstalledBrowser browser, Uri control, int width = 1280, int height = 900, string scheme = "light", string query = "")
    {
        var dashboard = new DashboardPage(await browser.NewPageAsync());
        IPage page = dashboard._page;
        string origin = control.GetLeftPart(UriPartial.Authority);
        page.DefaultTimeout = Patience;
        page.Request += (_, e) =>
        {
            if (!e.Request.Url.StartsWith(origin + "/", StringComparison.Ordinal))
            {
                dashboard.Foreign.Enqueue(e.Request.Url);
            }
        };
        page.Console += (_, e) =>
        {
            if (e.Message.Type is ConsoleType.Error or ConsoleType.Warning)
            {
                dashboard.Complaints.Enqueue(e.Message.Text);
            }
        };
        page.PageError += (_, e) => dashboard.Complaints.Enqueue(e.Message);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height });
        await page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = scheme }]);
        await page.GoToAsync($"{origin}/_stssim/ui{query}", WaitUntilNavigation.DOMContentLoaded);
        return dashboard;
    }

    /// <summary>Likewise, once it shows what the simulator tells it.</summary>
    public static async Task<DashboardPage> OpenLiveAsync(InstalledBrowser browser, Uri control, int width = 1280, string scheme = "light")
    {
        DashboardPage dashboard = await OpenAsync(browser, control, width, scheme: scheme);
        await dashboard.UntilAsync("document.querySelector('#connection').classList.contains('live') && document.querySelectorAll('#presets li').length > 0");
        return dashboard;
    }

    /// <summary>Waits until a condition of the page holds.</summary>
    public async Task UntilAsync(string condition)
    {
        try
        {
            await _page.WaitForFunctionAsync($"() => {condition}", new WaitForFunctionOptions { PollingInterval = 50, Timeout = Patience });
        }
        catch (WaitTaskTimeoutException e)
        {
            throw new InvalidOperationException($"Never came to be: {condition}. The page says: {await _page.EvaluateExpressionAsync<string>("document.body.innerText")}", e);
        }
    }

    /// <summary>Waits until a text holds a word.</summary>
    public Task UntilTextAsync(string selector, string word) =>
        UntilAsync($"(document.querySelector({Quote(selector)})?.innerText ?? '').includes({Quote(word)})");

    /// <summary>Waits until a figure is above another.</summary>
    public Task UntilFigureAsync(string selector, double above) => UntilAsync($"{NumberIn(selector)} > {above.ToString(System.Globalization.CultureInfo.InvariantCulture)}");

    public Task<double> FigureAsync(string selector) => _page.EvaluateExpressionAsync<double>(NumberIn(selector));

    public Task<string> TextAsync(string selector) => _page.EvaluateExpressionAsync<string>($"document.querySelector({Quote(selector)}).innerText");

    public Task ClickAsync(string selector) => _page.ClickAsync(selector);

    public Task SelectAsync(string selector, string value) => _page.SelectAsync(selector, value);

    /// <summary>Presses Tab until an element has the focus.</summary>
    public async Task TabToAsync(string selector)
    {
        for (int stop = 0; stop < 300; stop++)
        {
            await _page.Keyboard.PressAsync("Tab");
            if (await _page.EvaluateExpressionAsync<bool>($"document.activeElement === document.querySelector({Quote(selector)})"))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not lead to {selector}.");
    }

    /// <summary>Nothing was asked of another origin, and the page had nothing to complain of.</summary>
    public void IsQuiet()
    {
        Assert.Empty(Foreign);
        Assert.Empty(Complaints);
    }

    public async ValueTask DisposeAsync() => await _page.BrowserContext.CloseAsync();

    private static string NumberIn(string selector) =>
        $"Number.parseFloat((document.querySelector({Quote(selector)})?.innerText ?? '').replaceAll(',', '').replace(/[^0-9.].*$/, ''))";

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
