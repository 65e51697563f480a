using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace StsSim.Gateway.Control;

/// <summary>How the control API writes JSON: camel case, absent members left out, indented for people with curl.</summary>
internal static class ControlJson
{
    private static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static JsonSerializerOptions OnOneLine { get; } = new(Options) { WriteIndented = false };

    /// <summary>JSON on one line, for an event of a stream.</summary>
    public static string ToLine<T>(T value) => JsonSerializer.Serialize(value, OnOneLine);

    /// <summary>Writes JSON that is a text already.</summary>
    public static Task WriteTextAsync(HttpResponse response, string json)
    {
        response.ContentType = "application/json";
        return response.WriteAsync(json);
    }

    public static async Task WriteAsync<T>(HttpResponse response, T value, string contentType = "application/json")
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        response.ContentType = contentType;
        response.ContentLength = body.Length + 1;
        await response.Body.WriteAsync(body);
        await response.Body.WriteAsync("\n"u8.ToArray());
    }
}
