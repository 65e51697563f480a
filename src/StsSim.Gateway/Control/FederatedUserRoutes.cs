using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Iam.Identities;
using StsSim.Operations.Parameters;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET /_stssim/accounts/{id}/federated-users/{name}</c>: the ledger of a federated user; <c>DELETE …/sessions</c>
/// revokes what was issued to it so far.
/// </summary>
internal sealed class FederatedUserRoutes(IGrainFactory grains) : IControlRoutes
{
    private const string Route = "/_stssim/accounts/{id}/federated-users/{name}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, (RequestDelegate)GetAsync);
        routes.MapDelete(Route + "/sessions", (RequestDelegate)RevokeAsync);
    }

    private async Task GetAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } user)
        {
            return;
        }

        FederatedUserLedger ledger = await user.Grain.GetLedger();
        await ControlJson.WriteAsync(context.Response, new
        {
            Arn = Arn.FederatedUser("aws", user.AccountId, user.Name),
            ledger.Issued,
            ledger.Active,
            ledger.Expired,
            ledger.Revoked,
            ledger.Throttled,
            ledger.Sessions,
        });
    }

    private async Task RevokeAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } user)
        {
            long revoked = await user.Grain.RevokeSessions();
            await ControlJson.WriteAsync(context.Response, new { Revoked = revoked });
        }
    }

    private async Task<(string AccountId, string Name, IFederatedUserGrain Grain)?> FindAsync(HttpContext context)
    {
        if (await AccountRoute.FindAsync(context, grains) is not { } account)
        {
            return null;
        }

        string name = (string)context.GetRouteValue("name")!;
        if (!FederatedUserName.IsValid(name))
        {
            await Problem.NotFound($"'{name}' is no name of a federated user: 2 to 32 characters of {ParameterPattern.UserName.Text}")
                .WriteAsync(context.Response);
            return null;
        }

        return (account.Id, name, grains.GetGrain<IFederatedUserGrain>(IFederatedUserGrain.KeyOf(account.Id, name)));
    }
}
