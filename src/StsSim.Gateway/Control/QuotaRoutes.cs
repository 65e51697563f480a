using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary><c>GET, PUT /_stssim/accounts/{id}/quotas</c>: the rate and burst of an account's buckets.</summary>
internal sealed class QuotaRoutes(IGrainFactory grains)
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

        var errors = new List<WorldFileError>();
        AccountQuotas quotas = account.Quotas;
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            quotas = QuotasReader.Read(body.RootElement, "$", account.Quotas, errors);
        }
        catch (JsonException e)
        {
            errors.Add(new WorldFileError("$", $"is not JSON: {e.Message}"));
        }

        if (errors.Count > 0)
        {
            await Problem.Invalid(errors).WriteAsync(context.Response);
            return;
        }

        await grains.GetGrain<IAccountGrain>(account.Id).SetQuotas(quotas);
        await ControlJson.WriteAsync(context.Response, quotas);
    }

    private Task<(string Id, AccountQuotas Quotas)?> FindAsync(HttpContext context) => AccountRoute.FindAsync(context, grains);
}
