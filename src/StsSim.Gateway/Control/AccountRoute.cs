using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;

namespace StsSim.Gateway.Control;

/// <summary>The <c>{id}</c> of routes under <c>/_stssim/accounts/{id}</c>.</summary>
internal static class AccountRoute
{
    /// <summary>The quotas of the account named in the route; where there is none, the problem is written and the result is null.</summary>
    public static async Task<(string Id, AccountQuotas Quotas)?> FindAsync(HttpContext context, IGrainFactory grains)
    {
        string id = IdOf(context);
        if (AccountId.TryParse(id, out _) && await grains.GetGrain<IAccountGrain>(id).GetQuotas() is { } account)
        {
            return (id, account.Quotas);
        }

        await WriteNotFoundAsync(context);
        return null;
    }

    /// <summary>The account as this gateway holds it, likewise.</summary>
    public static async Task<Account?> FindAsync(HttpContext context, PrincipalDirectory directory)
    {
        if (AccountId.TryParse(IdOf(context), out AccountId id) && await directory.FindAccountAsync(id) is { } account)
        {
            return account;
        }

        await WriteNotFoundAsync(context);
        return null;
    }

    public static Task WriteNotFoundAsync(HttpContext context) =>
        Problem.NotFound($"There is no account '{IdOf(context)}' in this world.").WriteAsync(context.Response);

    private static string IdOf(HttpContext context) => (string)context.GetRouteValue("id")!;
}
