using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;

namespace StsSim.Gateway.Control;

/// <summary>The <c>{id}</c> of routes under <c>/_stssim/accounts/{id}</c>.</summary>
internal static class AccountRoute
{
    /// <summary>The quotas of the account named in the route; where there is none, the problem is written and the result is null.</summary>
    public static async Task<(string Id, AccountQuotas Quotas)?> FindAsync(HttpContext context, IGrainFactory grains)
    {
        string id = (string)context.GetRouteValue("id")!;
        if (AccountId.TryParse(id, out _) && await grains.GetGrain<IAccountGrain>(id).GetQuotas() is { } account)
        {
            return (id, account.Quotas);
        }

        await Problem.NotFound($"There is no account '{id}' in this world.").WriteAsync(context.Response);
        return null;
    }
}
