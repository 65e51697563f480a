using Amazon.SecurityToken;

namespace StsSim.Browser.Tests;

/// <summary>The dashboard works on a narrow screen, by keyboard, in light and in dark.</summary>
public sealed class LookAndReachTests(DashboardSimulator simulator, InstalledBrowser browser) : IClassFixture<DashboardSimulator>
{
    // Of a colour and what is painted behind it, as WCAG 2 has it.
    private const string Contrast = """
        selector => {
          const parts = text => text.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => {
            const [x, y, z] = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const element = document.querySelector(selector);
          let behind = element;
          while (parts(getComputedStyle(behind).backgroundColor)[3] === 0) {
            behind = behind.parentElement;
          }
          const [one, other] = [light(parts(getComputedStyle(element).color)), light(parts(getComputedStyle(behind).backgroundColor))];
          return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        }
        """;

    private static readonly string[] Texts =
    [
        "h1", "h2", "#figure-requests", "#total-requests", ".figure dt", "#connection", "nav a", "#accounts .name", "#accounts .note", "#quotas label", "#quotas-rate",
        "#quotas-hard", "#quotas .primary", "#quotas-outcome", "#presets .id", "#presets .note", "#clients th", "#experiment-description", "summary", "thead th",
    ];

    [Theory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task Nothing_sticks_out_to_the_side(int width)
    {
        await PopulateAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint, width);
        await page.UntilTextAsync("#clients", "a-client-with-a-rather-long-name");
        await page.UntilTextAsync("#running", "an experiment");
        Assert.Equal(width, await page.Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth"));
        page.IsQuiet();
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Every_text_stands_out_from_what_is_behind_it(string scheme)
    {
        await PopulateAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint, scheme: scheme);
        await page.UntilTextAsync("#clients", "a-client-with-a-rather-long-name");
        await page.ClickAsync("#quotas-hard");
        await page.UntilTextAsync("#quotas-outcome", "requests a second");

        bool isDark = await page.Page.EvaluateFunctionAsync<bool>("() => Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]) < 128");
        Assert.Equal(scheme == "dark", isDark);
        foreach (string selector in Texts)
        {
            double contrast = await page.Page.EvaluateFunctionAsync<double>(Contrast, selector);
            Assert.True(contrast >= 4.5, $"{selector}: {contrast}");
        }
    }

    [Fact]
    public async Task The_keyboard_alone_throttles_an_account()
    {
        await simulator.ResetAsync();
        using AmazonSecurityTokenServiceClient client = simulator.Client();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilAsync("document.querySelector('#quotas-rate').value === '600'");

        await page.TabToAsync("#quotas-hard");
        Assert.NotEqual("none", await page.Page.EvaluateExpressionAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Page.Keyboard.PressAsync("Enter");
        await page.UntilTextAsync("#quotas-outcome", "1 requests a second");
        await Answers.UntilAsync(client, "Throttling");

        // Snapshots go on, and the focus stays.
        double requests = await page.FigureAsync("#total-requests");
        await Answers.CallAsync(client);
        await page.UntilFigureAsync("#total-requests", above: requests);
        Assert.Equal("quotas-hard", await page.Page.EvaluateExpressionAsync<string>("document.activeElement.id"));
        page.IsQuiet();
    }

    [Fact]
    public async Task The_keyboard_alone_switches_a_preset()
    {
        await simulator.ResetAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);

        await page.TabToAsync("#presets input[data-preset='slow-sts']");
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilTextAsync("#faults-outcome", "slow-sts is on");
        await page.Page.Keyboard.PressAsync("Space");
        await page.UntilTextAsync("#faults-outcome", "slow-sts is off");
        page.IsQuiet();
    }

    [Fact]
    public async Task Every_control_has_a_name()
    {
        await PopulateAsync();
        await using DashboardPage page = await DashboardPage.OpenLiveAsync(browser, simulator.Endpoint);
        await page.UntilTextAsync("#running", "an experiment");
        string[] nameless = await page.Page.EvaluateFunctionAsync<string[]>(
            """
            () => [...document.querySelectorAll('main input, main select, main textarea, main button, main a, header select, header a')]
              .filter(control => !control.labels?.length && !control.getAttribute('aria-label') && control.innerText.trim() === '')
              .map(control => control.outerHTML)
            """);
        Assert.Empty(nameless);
    }

    private async Task PopulateAsync()
    {
        await simulator.ResetAsync();
        await simulator.SendAsync("a-client-with-a-rather-long-name-of-a-single-word-that-has-no-place-to-break/1.2.3");
        using AmazonSecurityTokenServiceClient client = simulator.Client();
        Assert.Equal("OK", await Answers.CallAsync(client));
        using var experiment = new StringContent("""{ "name": "an experiment", "phases": [{ "name": "first-phase", "duration": "10m" }, { "name": "second", "duration": "1s" }], "expectations": ["first-phase.successRate >= 0.5"] }""");
        using HttpResponseMessage started = await simulator.Http.PostAsync(new Uri(simulator.Endpoint, "/_stssim/experiments"), experiment, TestContext.Current.CancellationToken);
        started.EnsureSuccessStatusCode();
    }
}
