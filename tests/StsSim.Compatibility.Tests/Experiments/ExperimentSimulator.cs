using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Experiments;

/// <summary>A simulator in which a test class runs experiments.</summary>
public sealed class ExperimentSimulator : RunningSimulator
{
    public const string Route = "/_stssim/experiments";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<HttpResponseMessage> PostAsync(string file, string route = Route)
    {
        using var body = new StringContent(file);
        return await Http.PostAsync(new Uri(Endpoint, route), body, Cancel);
    }

    /// <summary>Starts an experiment; returns its id.</summary>
    public async Task<string> StartAsync(string file, string route = Route)
    {
        using HttpResponseMessage response = await PostAsync(file, route);
        string body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True((int)response.StatusCode == 201, body);
        JsonElement started = JsonElement.Parse(body);
        string id = started.GetProperty("id").GetString()!;
        Assert.Equal("running", started.GetProperty("state").GetString());
        Assert.Equal($"{Route}/{id}", response.Headers.Location?.ToString());
        return id;
    }

    public async Task<JsonElement> ReadAsync(string path)
    {
        using HttpResponseMessage response = await Http.GetAsync(new Uri(Endpoint, path), Cancel);
        response.EnsureSuccessStatusCode();
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Reads the report until something is so.</summary>
    public async Task<JsonElement> ReadUntilAsync(string id, Predicate<JsonElement> isSo)
    {
        JsonElement report = await ReadAsync($"{Route}/{id}");
        while (!isSo(report))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
            report = await ReadAsync($"{Route}/{id}");
        }

        return report;
    }

    public async Task<(int Status, string Body)> DeleteAsync(string id)
    {
        using HttpResponseMessage response = await Http.DeleteAsync(new Uri(Endpoint, $"{Route}/{id}"), Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }
}
