using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StsSim.Gateway.Control;

/// <summary>
/// Who may use the control API. With an admin token: who sends it as a bearer token. Without one, the listener is on
/// loopback and any local program may; a web page may not, be it by its Origin or by a DNS name of its own that
/// resolves to loopback (DNS rebinding).
/// </summary>
internal sealed class ControlAccess(GatewayOptions options)
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
            return IsBearer(request.Headers.Authorization, token) || (takesPassword && IsPassword(request.Headers.Authorization, token))
                ? null
                : Problem.Unauthorized("Send the admin token (StsSim:AdminToken) as 'Authorization: Bearer …'.");
        }

        return LoopbackHost.Is(request.Host.Host)
            ? null
            : Problem.Forbidden($"The Host header names '{request.Host.Host}'; without an admin token the control API answers to loopback names only.");
    }

    private static bool IsBearer(string? authorization, string token) =>
        authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true && IsToken(Encoding.UTF8.GetBytes(authorization[Scheme.Length..]), token);

    private static bool IsPassword(string? authorization, string token)
    {
        if (authorization?.StartsWith(PasswordScheme, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return false;
        }

        byte[] credentials = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[PasswordScheme.Length..], credentials, out int length))
        {
            return false;
        }

        int colon = credentials.AsSpan(0, length).IndexOf((byte)':');
        return colon >= 0 && IsToken(credentials.AsSpan((colon + 1)..length), token);
    }

    // Hashed, so that neither the time taken nor a length tells how near a guess was.
    private static bool IsToken(ReadOnlySpan<byte> guess, string token) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(guess), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
