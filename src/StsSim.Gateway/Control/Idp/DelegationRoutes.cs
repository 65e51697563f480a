using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control.Idp;

/// <summary><c>POST /_stssim/idp/delegation/token</c>: a trade-in token for GetDelegatedAccessToken, as a customer's consent would make one.</summary>
internal sealed class DelegationRoutes(TradeInTokens tokens, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : IControlRoutes
{
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromHours(1);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/_stssim/idp/delegation/token", (RequestDelegate)MintAsync);

    private async Task MintAsync(HttpContext context)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        JsonCursor root = body.Root;
        root.IsObject("principalArn", "sessionName", "policy", "durationSeconds", "expiresInSeconds");
        string principalArn = root.RequiredText("principalArn");
        if (!Arn.IsWellFormed(principalArn))
        {
            root.At("$.principalArn", default).Error("must be the ARN of a user or a role");
        }

        var delegation = new Delegation(
            principalArn,
            root.OptionalText("sessionName") ?? "delegated",
            PolicyText.Read(root, "policy", PolicyType.Identity) ?? "",
            (int)(root.OptionalSeconds("durationSeconds", least: 0) ?? DefaultDuration).TotalSeconds,
            time.GetUtcNow() + (root.OptionalSeconds("expiresInSeconds") ?? DefaultLifetime));
        if (await body.IsValidAsync(context.Response))
        {
            await ControlJson.WriteAsync(context.Response, new { TradeInToken = tokens.Write(delegation) });
        }
    }
}
