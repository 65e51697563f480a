using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Parameters;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET /_stssim/accounts/{id}/…</c> for <c>federated-users/{name}</c>, <c>roles/{name}</c>, <c>users/{name}</c> and
/// <c>root</c>: the ledger of the sessions issued to them; <c>DELETE …/sessions</c> revokes what was issued so far.
/// <c>GET …/sessions</c> of the account itself: those of all of them together.
/// </summary>
internal sealed class SessionLedgerRoutes(IGrainFactory grains, PrincipalDirectory directory, AccountWriter accounts) : IControlRoutes
{
    private const string Account = "/_stssim/accounts/{id}";

    private delegate Holder? Finder(Account account, string name, out Problem? problem);

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, Account + "/federated-users/{name}", FindFederatedUser);
        Map(routes, Account + "/roles/{name}", FindRole);
        Map(routes, Account + "/users/{name}", FindUser);
        Map(routes, Account + "/root", FindRoot);
        routes.MapGet(Account + "/sessions", (RequestDelegate)ReadTotalsAsync);
    }

    private void Map(IEndpointRouteBuilder routes, string route, Finder find)
    {
        routes.MapGet(route, (RequestDelegate)(context => ReadAsync(context, find)));
        routes.MapDelete(route + "/sessions", (RequestDelegate)(context => RevokeAsync(context, find)));
    }

    private async Task ReadAsync(HttpContext context, Finder find)
    {
        if (await FindAsync(context, find) is not { } holder)
        {
            return;
        }

        SessionLedger ledger = await holder.Grain.GetLedger();
        await ControlJson.WriteAsync(context.Response, new
        {
            holder.Arn,
            ledger.Issued,
            ledger.Active,
            ledger.Expired,
            ledger.Revoked,
            Throttled = holder.HasThrottle ? ledger.Throttled : (long?)null,
            ledger.Sessions,
        });
    }

    private async Task ReadTotalsAsync(HttpContext context)
    {
        if (await AccountRoute.FindAsync(context, directory) is { } account)
        {
            LedgerTotals totals = await grains.GetGrain<IAccountSessionsGrain>(account.Id.ToString()).GetTotals();
            await ControlJson.WriteAsync(context.Response, new { totals.Issued, totals.Active, totals.Expired, totals.Revoked, totals.Throttled });
        }
    }

    private async Task RevokeAsync(HttpContext context, Finder find)
    {
        if (await FindAsync(context, find) is { } holder)
        {
            long revoked = await holder.Grain.RevokeSessions();
            await ControlJson.WriteAsync(context.Response, new { Revoked = revoked });
        }
    }

    private async Task<Holder?> FindAsync(HttpContext context, Finder find)
    {
        if (await AccountRoute.FindAsync(context, directory) is not { } account)
        {
            return null;
        }

        if (find(accounts.NewestOf(account), (string?)context.GetRouteValue("name") ?? "", out Problem? problem) is { } holder)
        {
            return holder;
        }

        await problem!.WriteAsync(context.Response);
        return null;
    }

    private Holder? FindFederatedUser(Account account, string name, out Problem? problem)
    {
        string id = account.Id.ToString();
        problem = FederatedUserName.IsValid(name)
            ? null
            : Problem.NotFound($"'{name}' is no name of a federated user: 2 to 32 characters of {ParameterPattern.UserName.Text}");
        return problem is null
            ? new Holder(
                Arn.FederatedUser(Partition.Commercial, id, name),
                grains.GetGrain<IFederatedUserGrain>(ISessionHolderGrain.KeyOf(id, SessionHolder.FederatedUser(name))),
                HasThrottle: true)
            : null;
    }

    private Holder? FindRole(Account account, string name, out Problem? problem)
    {
        Role? role = account.FindRoleByName(name);
        problem = role is null ? Problem.NotFound($"There is no role '{name}' in account {account.Id}.") : null;
        return role is null ? null : Principal(account, role.ArnIn(Partition.Commercial), SessionHolder.Role(role.RoleId));
    }

    private Holder? FindUser(Account account, string name, out Problem? problem)
    {
        User? user = account.FindUser(name);
        problem = user is null ? Problem.NotFound($"There is no user '{name}' in account {account.Id}.") : null;
        return user is null ? null : Principal(account, user.PrincipalIn(Partition.Commercial).Arn, SessionHolder.User(user.UserId));
    }

    private Holder? FindRoot(Account account, string name, out Problem? problem)
    {
        problem = null;
        return Principal(account, Arn.Root(Partition.Commercial, account.Id.ToString()), SessionHolder.Root);
    }

    private Holder Principal(Account account, string arn, string holder) => new(
        arn, grains.GetGrain<IPrincipalSessionsGrain>(ISessionHolderGrain.KeyOf(account.Id.ToString(), holder)), HasThrottle: false);

    private sealed record Holder(string Arn, ISessionHolderGrain Grain, bool HasThrottle);
}
