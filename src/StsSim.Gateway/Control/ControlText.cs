using System.Text;
using Microsoft.AspNetCore.Http;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>A body that is a file: JSON with comments, read as a text.</summary>
internal static class ControlText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body by <paramref name="read"/>.</summary>
    /// <returns>What it says, or <see langword="null"/> and at least one error.</returns>
    public static async Task<(T? Value, IReadOnlyList<WorldFileError> Errors)> ReadAsync<T>(HttpContext context, FileReader<T> read)
        where T : class
    {
        string text;
        try
        {
            using var reader = new StreamReader(context.Request.Body, Strict);
            text = await reader.ReadToEndAsync(context.RequestAborted);
        }
        catch (DecoderFallbackException)
        {
            return (null, [new WorldFileError("$", "is not UTF-8")]);
        }

        T? value = read(text, out IReadOnlyList<WorldFileError> errors);
        return (value, errors);
    }

    public delegate T? FileReader<T>(string text, out IReadOnlyList<WorldFileError> errors)
        where T : class;
}
