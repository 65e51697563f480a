using System.Text.Json;

namespace StsSim.Compatibility.Tests.Control;

/// <summary>Follows <c>/_stssim/events</c>.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventStream(HttpResponseMessage response, Stream body) => (_response, _reader) = (response, new StreamReader(body));

    public static async Task<EventStream> FollowAsync(HttpClient http, Uri endpoint, string query = "")
    {
        HttpResponseMessage response = await http.GetAsync(
            new Uri(endpoint, $"/_stssim/events{query}"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event, or <see langword="null"/> at the end.</summary>
    public async Task<(string Name, JsonElement Data)?> NextAsync()
    {
        (string name, string? data) = ("message", null);
        while (await _reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Length == 0 && data is not null)
            {
                return (name, JsonElement.Parse(data));
            }

            name = line.StartsWith("event: ", StringComparison.Ordinal) ? line["event: ".Length..] : name;
            data = line.StartsWith("data: ", StringComparison.Ordinal) ? line["data: ".Length..] : data;
        }

        return null;
    }

    /// <summary>The next snapshot for which something holds.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> holds)
    {
        while (await NextAsync() is { } next)
        {
            if (next.Name == "message" && holds(next.Data))
            {
                return next.Data;
            }
        }

        throw new InvalidOperationException("The events ended first.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
