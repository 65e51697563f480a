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
    private const string Scheme = "Bearer ";

    /// <summary>Why a request may not pass, or <see langword="null"/>.</summary>
    public Problem? Refusal(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null && origin != $"{request.Scheme}://{request.Host}")
        {
            return Problem.Forbidden($"Pages of {origin} may not use the control API.");
        }

        if (options.AdminToken is { } token)
        {
            return IsBearer(request.Headers.Authorization, token)
                ? null
                : Problem.Unauthorized("Send the admin token (StsSim:AdminToken) as 'Authorization: Bearer …'.");
        }

        return LoopbackHost.Is(request.Host.Host)
            ? null
            : Problem.Forbidden($"The Host header names '{request.Host.Host}'; without an admin token the control API answers to loopback names only.");
    }

    // Hashed, so that neither the time taken nor a length tells how near a guess was.
    private static bool IsBearer(string? authorization, string token) =>
        authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
