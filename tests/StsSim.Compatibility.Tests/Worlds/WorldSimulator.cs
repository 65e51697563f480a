using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Worlds;

/// <summary>A simulator whose world a test class replaces.</summary>
public sealed class WorldSimulator : RunningSimulator
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Uri WorldRoute => new(Endpoint, "/_stssim/world");

    /// <summary>The running world as a file.</summary>
    public Task<string> ExportAsync(bool withSecrets = true) =>
        Http.GetStringAsync(new Uri(WorldRoute, withSecrets ? "?secrets=include" : ""), Cancel);

    public async Task<HttpResponseMessage> PutAsync(string world)
    {
        using var body = new StringContent(world);
        return await Http.PutAsync(WorldRoute, body, Cancel);
    }

    /// <summary>Replaces the world by a valid one.</summary>
    public async Task ReplaceAsync(string world)
    {
        using HttpResponseMessage response = await PutAsync(world);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    public async Task ResetAsync(string path = "/_stssim/reset")
    {
        using HttpResponseMessage response = await Http.PostAsync(new Uri(Endpoint, path), content: null, Cancel);
        response.EnsureSuccessStatusCode();
        Assert.Contains("\"status\": \"ok\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
