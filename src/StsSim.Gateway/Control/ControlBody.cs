using System.Text.Json;
using Microsoft.AspNetCore.Http;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>The JSON body of a control request, read member by member; all that is wrong with it is told at once.</summary>
internal sealed class ControlBody : IDisposable
{
    // Which of two members of one name would count is nothing to guess.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonDocument? _document;
    private readonly List<WorldFileError> _errors = [];

    private ControlBody(JsonDocument? document) => _document = document;

    public JsonCursor Root => new(_document?.RootElement ?? default, "$", _errors);

    /// <summary>Every text in the body, names of members too.</summary>
    public IEnumerable<string> Texts => TextsIn(Root.Element);

    /// <summary>The body where one is sent; an absent one is an empty object.</summary>
    public static Task<ControlBody> ReadOptionalAsync(HttpContext context) =>
        context.Request.ContentLength is 0 or null && !context.Request.Headers.ContainsKey("Transfer-Encoding")
            ? Task.FromResult(new ControlBody(JsonDocument.Parse("{}")))
            : ReadAsync(context);

    public static async Task<ControlBody> ReadAsync(HttpContext context)
    {
        try
        {
            JsonDocument document = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            ReadTexts(document.RootElement);
            return new ControlBody(document);
        }
        catch (InvalidOperationException)
        {
            return Unreadable("holds what is no Unicode text");
        }
        catch (JsonException e)
        {
            return Unreadable($"is not JSON: {e.Message}");
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

    private static ControlBody Unreadable(string reason)
    {
        var body = new ControlBody(document: null);
        body._errors.Add(new WorldFileError("$", reason));
        return body;
    }

    // System.Text.Json looks at escapes and at UTF-8 only when a string is read, and throws there.
    private static void ReadTexts(JsonElement element) => _ = TextsIn(element).Count();

    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => TextsIn(member.Value).Prepend(member.Name)),
        _ => [],
    };
}
