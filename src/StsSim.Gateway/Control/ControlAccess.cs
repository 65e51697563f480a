using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StsSim.Gateway.Control;

/// <summary>
/// Who may use the control API. With an admin token: who sends it as a bearer token. Without one, the listener is on
/// loopback and any local program may; a web page may not, be it by its Origin or by a DNS name of its own that
/// resolves to loopback (DNS rebinding).
/// </summary>
internal sealed class ControlAccess(GatewayOptions options, TokenGuesses guesses)
{
    /// <summary>What makes a browser ask for the admin token.</summary>
    public const string PasswordChallenge = "Basic realm=\"StsSim: any name, and the admin token as the password\", charset=\"UTF-8\"";

    private const string Scheme = "Bearer ";
    private const string PasswordScheme = "Basic ";

    /// <summary>Why a request may not pass, or <see langword="null"/>.</summary>
    /// <param name="takesPassword">Whether the token may come as the password of HTTP's basic authentication.</param>
    public Problem? Refusal(HttpRequest request, bool takesPassword)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null && origin != $"{request.Scheme}://{request.Host}")
        {
            return Problem.Forbidden($"Pages of {origin} may not use the control API.");
        }

        if (options.AdminToken is { } token)
        {
            return RefusalOf(Given(request.Headers.Authorization, takesPassword), token, request.HttpContext.Connection.RemoteIpAddress);
        }

        return LoopbackHost.Is(request.Host.Host)
            ? null
            : Problem.Forbidden($"The Host header names '{request.Host.Host}'; without an admin token the control API answers to loopback names only.");
    }

    // Who sends none has guessed nothing.
    private Problem? RefusalOf(byte[]? given, string token, IPAddress? source)
    {
        TokenVerdict verdict = given is null ? TokenVerdict.Wrong : guesses.Judge(source, IsToken(given, token));
        return verdict switch
        {
            { IsAccepted: true } => null,
            { RetryAfter: { } wait } => Problem.TooManyGuesses(wait),
            _ => Problem.Unauthorized("Send the admin token (StsSim:AdminToken) as 'Authorization: Bearer …'."),
        };
    }

    private static byte[]? Given(string? authorization, bool takesPassword)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true)
        {
            return Encoding.UTF8.GetBytes(authorization[Scheme.Length..]);
        }

        return takesPassword && authorization?.StartsWith(PasswordScheme, StringComparison.OrdinalIgnoreCase) is true
            ? Password(authorization[PasswordScheme.Length..])
            : null;
    }

    private static byte[]? Password(string encoded)
    {
        byte[] credentials = new byte[encoded.Length];
        int colon = Convert.TryFromBase64String(encoded, credentials, out int length) ? credentials.AsSpan(0, length).IndexOf((byte)':') : -1;
        return colon < 0 ? null : credentials[(colon + 1)..length];
    }

    // Hashed, so that neither the time taken nor a length tells how near a guess was.
    private static bool IsToken(ReadOnlySpan<byte> guess, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(guess), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
