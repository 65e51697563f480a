using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Clocks;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control.Idp;

/// <summary>
/// The built-in OIDC issuer: its discovery document and keys, and <c>POST /_stssim/idp/oidc/token</c>, which mints
/// tokens, good ones and bad ones.
/// </summary>
internal sealed class OidcIssuerRoutes(BuiltInIssuers issuers, PrincipalDirectory directory, WorldClock clock) : IControlRoutes
{
    private const string Route = "/_stssim/idp/oidc";

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);
    private static readonly string[] Claims = ["iss", "sub", "aud", "exp", "iat"];

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route + "/.well-known/openid-configuration", (RequestDelegate)DiscoverAsync);
        routes.MapGet(Route + "/.well-known/jwks.json", (RequestDelegate)GetKeysAsync);
        routes.MapPost(Route + "/token", (RequestDelegate)MintAsync);
    }

    private static Task DiscoverAsync(HttpContext context) => ControlJson.WriteTextAsync(
        context.Response,
        DiscoveryDocument.ToJson(
            BuiltInOidcIssuer.Url,
            $"{context.Request.Scheme}://{context.Request.Host}{Route}/.well-known/jwks.json",
            JwsAlgorithm.All,
            Claims));

    private async Task GetKeysAsync(HttpContext context) =>
        await ControlJson.WriteTextAsync(context.Response, (await issuers.OidcKeysAsync()).Jwks);

    private async Task MintAsync(HttpContext context)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        JsonCursor root = body.Root;
        root.IsObject("subject", "audience", "claims", "issuer", "algorithm", "issuedSecondsAgo", "expiresInSeconds", "signWith", "accountId");
        ClockSettings terms = clock.Of(await FindAccountAsync(root));
        DateTimeOffset now = clock.Now + terms.Skew;
        var request = new TokenRequest
        {
            Issuer = root.OptionalText("issuer") ?? BuiltInOidcIssuer.Url,
            Subject = root.RequiredText("subject"),
            Audience = ReadAudience(root),
            Claims = root.TryMember("claims", out JsonCursor claims) && claims.IsAnyObject() ? JsonObject.Create(claims.Element.Clone()) : null,
            Algorithm = ReadAlgorithm(root),
            SignWith = root.Choice("signWith", TokenSignature.Valid),
            IssuedAt = now - (root.OptionalSeconds("issuedSecondsAgo") ?? TimeSpan.Zero),
            ExpiresAt = now + terms.ScaleToSeconds(root.OptionalSeconds("expiresInSeconds") ?? DefaultLifetime),
        };
        if (await body.IsValidAsync(context.Response))
        {
            string token = new TokenIssuer(await issuers.OidcKeysAsync()).Mint(request);
            await ControlJson.WriteAsync(context.Response, new { Token = token });
        }
    }

    // Whose clock the token goes by; without one, everybody's.
    private async Task<Account?> FindAccountAsync(JsonCursor root)
    {
        if (!root.TryMember("accountId", out JsonCursor member))
        {
            return null;
        }

        Account? account = AccountId.TryParse(member.Text() ?? "", out AccountId id) ? await directory.FindAccountAsync(id) : null;
        if (account is null)
        {
            member.Error("is no account of this world");
        }

        return account;
    }

    private static JwsAlgorithm ReadAlgorithm(JsonCursor root)
    {
        string name = root.OptionalText("algorithm") ?? JwsAlgorithm.RS256.Name;
        if (JwsAlgorithm.Find(name) is { } algorithm)
        {
            return algorithm;
        }

        root.At("$.algorithm", default).Error($"must be one of {string.Join(", ", JwsAlgorithm.All)}");
        return JwsAlgorithm.RS256;
    }

    private static IReadOnlyList<string> ReadAudience(JsonCursor root)
    {
        if (!root.TryMember("audience", out JsonCursor audience))
        {
            return [BuiltInOidcIssuer.DefaultAudience];
        }

        return audience.Element.ValueKind == System.Text.Json.JsonValueKind.Array
            ? [.. root.Items("audience").Select(item => item.Text() ?? "")]
            : [audience.Text() ?? ""];
    }
}
