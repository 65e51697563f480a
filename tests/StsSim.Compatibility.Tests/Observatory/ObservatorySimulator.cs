using System.Text;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>A simulator whose clients are looked at.</summary>
public sealed class ObservatorySimulator : RunningSimulator
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<JsonElement> ReadAsync(string path) => SendAsync(HttpMethod.Get, path, body: null);

    public Task<JsonElement> PutAsync(string path, string body) => SendAsync(HttpMethod.Put, path, body);

    public Task<JsonElement> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public async Task DeleteAsync(string path) => await SendAsync(HttpMethod.Delete, path, body: null);

    public async Task<(int Status, string Text)> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Endpoint, path))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage response = await Http.SendAsync(request, Cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body)
    {
        (int status, string text) = await AskAsync(method, path, body);
        Assert.True(status < 300, text);
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
