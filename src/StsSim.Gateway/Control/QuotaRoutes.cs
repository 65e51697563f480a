using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET, PUT /_stssim/quotas</c>: the rate and burst of the buckets of every account that has no quotas of its own;
/// <c>GET, PUT /_stssim/accounts/{id}/quotas</c>: those of one account, its own from the first PUT until <c>DELETE</c>.
/// </summary>
internal sealed class QuotaRoutes(IGrainFactory grains) : IControlRoutes
{
    private const string Defaults = "/_stssim/quotas";
    private const string OfAccount = "/_stssim/accounts/{id}/quotas";

    private IEnvironmentGrain Environment => grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Defaults, (RequestDelegate)GetDefaultsAsync);
        routes.MapPut(Defaults, (RequestDelegate)PutDefaultsAsync);
        routes.MapGet(OfAccount, (RequestDelegate)GetAsync);
        routes.MapPut(OfAccount, (RequestDelegate)PutAsync);
        routes.MapDelete(OfAccount, (RequestDelegate)DeleteAsync);
    }

    private async Task GetDefaultsAsync(HttpContext context) =>
        await ControlJson.WriteAsync(context.Response, (await Environment.GetSnapshot()).DefaultQuotas);

    // Answers when every gateway works by the new quotas.
    private async Task PutDefaultsAsync(HttpContext context)
    {
        if (await ReadAsync(context, (await Environment.GetSnapshot()).DefaultQuotas) is { } quotas)
        {
            await Environment.SetDefaultQuotas(quotas);
            await ControlJson.WriteAsync(context.Response, quotas);
        }
    }

    private async Task GetAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } account)
        {
            await ControlJson.WriteAsync(context.Response, account.Quotas);
        }
    }

    // Likewise.
    private async Task PutAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } account && await ReadAsync(context, account.Quotas) is { } quotas)
        {
            await grains.GetGrain<IAccountGrain>(account.Id).SetQuotas(quotas);
            await ControlJson.WriteAsync(context.Response, quotas);
        }
    }

    private async Task DeleteAsync(HttpContext context)
    {
        if (await FindAsync(context) is { } account)
        {
            await grains.GetGrain<IAccountGrain>(account.Id).SetQuotas(null);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    /// <summary>The quotas in the body; where they are wrong, the problem is written and the result is null.</summary>
    private static async Task<AccountQuotas?> ReadAsync(HttpContext context, AccountQuotas otherwise)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        AccountQuotas quotas = QuotasReader.Read(body.Root, otherwise);
        return await body.IsValidAsync(context.Response) ? quotas : null;
    }

    private Task<(string Id, AccountQuotas Quotas)?> FindAsync(HttpContext context) => AccountRoute.FindAsync(context, grains);
}
