using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>The JSON body of a control request, read member by member; all that is wrong with it is told at once.</summary>
internal sealed class ControlBody : IDisposable
{
    private readonly JsonDocument? _document;
    private readonly List<WorldFileError> _errors = [];

    private ControlBody(JsonDocument? document) => _document = document;

    public JsonCursor Root => new(_document?.RootElement ?? default, "$", _errors);

    /// <summary>The body where one is sent; an absent one is an empty object.</summary>
    public static Task<ControlBody> ReadOptionalAsync(HttpContext context) =>
        context.Request.ContentLength is 0 or null && !context.Request.Headers.ContainsKey("Transfer-Encoding")
            ? Task.FromResult(new ControlBody(JsonDocument.Parse("{}")))
            : ReadAsync(context);

    public static async Task<ControlBody> ReadAsync(HttpContext context)
    {
        try
        {
            return new ControlBody(await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted));
        }
        catch (JsonException e)
        {
            var unreadable = new ControlBody(document: null);
            unreadable._errors.Add(new WorldFileError("$", $"is not JSON: {e.Message}"));
            return unreadable;
        }
    }

    /// <summary>Whether nothing was wrong; otherwise the problem is written.</summary>
    public async Task<bool> IsValidAsync(HttpResponse response)
    {
        if (_errors.Count == 0)
        {
            return true;
        }

        // An unreadable body is one error; what is missing in it is no news.
        await Problem.Invalid(_document is null ? _errors[..1] : _errors).WriteAsync(response);
        return false;
    }

    public void Dispose() => _document?.Dispose();
}
