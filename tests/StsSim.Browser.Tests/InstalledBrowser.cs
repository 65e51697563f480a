using PuppeteerSharp;
using StsSim.Browser.Tests;

[assembly: AssemblyFixture(typeof(InstalledBrowser))]

namespace StsSim.Browser.Tests;

/// <summary>The Chromium that this machine has, without a window; tests are skipped where it has none.</summary>
public sealed class InstalledBrowser : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (FindInstalled() is { } program)
        {
            _browser = await Puppeteer.LaunchAsync(new LaunchOptions
            {
                ExecutablePath = program,
                Headless = true,
                Args = ["--no-sandbox", "--headless=new", "--disable-gpu", "--disable-dev-shm-usage"],
                Timeout = 120_000,
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    /// <summary>A page with nothing in it, and a session storage of its own.</summary>
    public async Task<IPage> NewPageAsync()
    {
        Assert.SkipWhen(_browser is null, $"None of {string.Join(", ", Names)} is installed.");
        IBrowserContext context = await _browser.CreateBrowserContextAsync();
        return await context.NewPageAsync();
    }

    private static string? FindInstalled() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
