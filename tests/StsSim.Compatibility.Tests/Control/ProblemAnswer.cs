using System.Text.Json;

namespace StsSim.Compatibility.Tests.Control;

/// <summary>An RFC 9457 problem as the control API sends it.</summary>
internal sealed record ProblemAnswer(int Status, string Detail, IReadOnlyList<string> Paths)
{
    public static async Task<ProblemAnswer> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement json = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((int)response.StatusCode, json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(json.GetProperty("title").GetString()));
        string[] paths = json.TryGetProperty("errors", out JsonElement errors)
            ? [.. errors.EnumerateArray().Select(error => error.GetProperty("path").GetString()!)]
            : [];
        return new ProblemAnswer((int)response.StatusCode, json.GetProperty("detail").GetString()!, paths);
    }
}
