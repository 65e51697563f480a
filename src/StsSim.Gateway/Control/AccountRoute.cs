using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;

namespace StsSim.Gateway.Control;

/// <summary>The <c>{id}</c> of routes under <c>/_stssim/accounts/{id}</c>.</summary>
internal static class AccountRoute
{
    /// <summary>The account named in the route; where there is none, the problem is written and the result is null.</summary>
    public static async Task<AccountSnapshot?> FindAsync(HttpContext context, IGrainFactory grains)
    {
        string id = (string)context.GetRouteValue("id")!;
        AccountSnapshot? account = AccountId.TryParse(id, out _) ? await grains.GetGrain<IAccountGrain>(id).GetSnapshot() : null;
        if (account is null)
        {
            await Problem.NotFound($"There is no account '{id}' in this world.").WriteAsync(context.Response);
        }

        return account;
    }
}
