using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Federation.OAuth;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control.Idp;

/// <summary>
/// <c>POST /_stssim/idp/oauth/token</c>: an access token as Login with Amazon or Facebook would hand out, for
/// AssumeRoleWithWebIdentity with a <c>ProviderId</c>.
/// </summary>
internal sealed class OAuthIssuerRoutes(OAuthTokens tokens) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_stssim/idp/oauth/token", (RequestDelegate)MintAsync);

    private async Task MintAsync(HttpContext context)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        JsonCursor root = body.Root;
        root.IsObject("providerId", "appId", "userId");
        string providerId = root.RequiredText("providerId");
        if (!OAuthTokenVerifier.Knows(providerId))
        {
            root.At("$.providerId", default).Error($"must be {OAuthProviders.Amazon} or {OAuthProviders.Facebook}");
        }

        var identity = new OAuthOutcome.Identity(root.RequiredText("appId"), root.RequiredText("userId"));
        if (await body.IsValidAsync(context.Response))
        {
            await ControlJson.WriteAsync(context.Response, new { Token = tokens.Mint(providerId, identity) });
        }
    }
}
