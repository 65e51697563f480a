using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary><c>GET, PUT /_stssim/accounts/{id}/quotas</c>: the rate and burst of an account's buckets.</summary>
internal sealed class QuotaRoutes(IGrainFactory grains) : IControlRoutes
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_stssim/accounts/{id}/quotas", (RequestDelegate)GetAsync);
        routes.MapPut("/_stssim/accounts/{id}/quotas", (RequestDelegate)PutAsync);
    }

    private async Task GetAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } account)
        {
            await ControlJson.WriteAsync(context.Response, account.Quotas);
        }
    }

    // Answers when every gateway works by the new quotas.
    private async Task PutAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } account)
        {
            return;
        }

        using ControlBody body = await ControlBody.ReadAsync(context);
        AccountQuotas quotas = QuotasReader.Read(body.Root, account.Quotas);
        if (!await body.IsValidAsync(context.Response))
        {
            return;
        }

        await grains.GetGrain<IAccountGrain>(account.Id).SetQuotas(quotas);
        await ControlJson.WriteAsync(context.Response, quotas);
    }

    private Task<(string Id, AccountQuotas Quotas)?> FindAsync(HttpContext context) => AccountRoute.FindAsync(context, grains);
}
