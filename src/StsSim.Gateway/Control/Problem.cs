using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>An RFC 9457 problem; each error names the offending JSON path.</summary>
internal sealed record Problem(
    [property: JsonPropertyOrder(0)] string Title,
    [property: JsonPropertyOrder(1)] int Status,
    [property: JsonPropertyOrder(2)] string Detail,
    [property: JsonPropertyOrder(3)] IReadOnlyList<WorldFileError>? Errors = null,
    [property: JsonIgnore] TimeSpan? RetryAfter = null)
{
    public static Problem Unavailable { get; } =
        new("Service unavailable", StatusCodes.Status503ServiceUnavailable, "The cluster did not answer in time; try again.");

    public static Problem Failure { get; } =
        new("Internal failure", StatusCodes.Status500InternalServerError, "This is a fault of the simulator; its log says more.");

    public static Problem NotFound(string detail) => new("Not found", StatusCodes.Status404NotFound, detail);

    public static Problem Invalid(IReadOnlyList<WorldFileError> errors) =>
        new("Invalid request", StatusCodes.Status400BadRequest, string.Join("; ", errors), errors);

    public static Problem Unreadable(int status, string detail) => new("Unreadable request", status, detail);

    public static Problem TooLarge(string detail) => new("Request too large", StatusCodes.Status413PayloadTooLarge, detail);

    public static Problem Conflict(string detail) => new("Conflict", StatusCodes.Status409Conflict, detail);

    public static Problem Forbidden(string detail) => new("Forbidden", StatusCodes.Status403Forbidden, detail);

    public static Problem Unauthorized(string detail) => new("Unauthorized", StatusCodes.Status401Unauthorized, detail);

    /// <param name="wait">When the next token may be sent.</param>
    public static Problem TooManyGuesses(TimeSpan wait) => new(
        "Too many requests",
        StatusCodes.Status429TooManyRequests,
        "Too many wrong admin tokens came from this address; none is looked at until the time in Retry-After is over.",
        RetryAfter: wait);

    public static Problem MethodNotAllowed(string method, string allowed) => new(
        "Method not allowed", StatusCodes.Status405MethodNotAllowed, $"{method} is not for this route; it takes {allowed}.");

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await ControlJson.WriteAsync(response, this, "application/problem+json");
    }
}
