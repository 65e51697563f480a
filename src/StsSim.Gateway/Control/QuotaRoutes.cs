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
/// <c>GET, PUT /_stssim/accounts/{id}/quotas</c>: those of one account, its own from the first PUT until <c>DELETE</c>;
/// <c>GET …/quotas/buckets</c>: what is in its buckets now.
/// </summary>
internal sealed class QuotaRoutes(IGrainFactory grains) : IControlRoutes
{
    private const string Defaults = "/_stssim/quotas";
    private const string OfAccount = "/_stssim/accounts/{id}/quotas";
    private const string Buckets = OfAccount + "/buckets";

    // Finer than a clock tick of anybody's machine, and without the digits that only binary fractions have.
    private const int Decimals = 6;

    private IEnvironmentGrain Environment => grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Defaults, (RequestDelegate)GetDefaultsAsync);
        routes.MapPut(Defaults, (RequestDelegate)PutDefaultsAsync);
        routes.MapGet(OfAccount, (RequestDelegate)GetAsync);
        routes.MapPut(OfAccount, (RequestDelegate)PutAsync);
        routes.MapDelete(OfAccount, (RequestDelegate)DeleteAsync);
        routes.MapGet(Buckets, (RequestDelegate)GetBucketsAsync);
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

    private async Task GetBucketsAsync(HttpContext context)
    {
        if (await FindAsync(context) is not { } account)
        {
            return;
        }

        AccountBuckets read = await grains.GetGrain<IAccountBucketsGrain>(account.Id).Read();
        await ControlJson.WriteAsync(context.Response, new
        {
            Buckets = read.Buckets.OrderBy(bucket => bucket.Key, StringComparer.Ordinal).Select(bucket => new
            {
                Name = bucket.Key,
                bucket.Value.Limits.RequestsPerSecond,
                bucket.Value.Limits.Burst,
                Tokens = Math.Round(bucket.Value.Tokens, Decimals),
                SecondsUntilFull = Seconds(bucket.Value.SecondsUntilFull),
                SecondsUntilNextToken = bucket.Value.SecondsUntilNextToken > 0 ? Seconds(bucket.Value.SecondsUntilNextToken) : null,
            }),
            Truncated = read.IsTruncated,
        });
    }

    // What never comes is left out.
    private static double? Seconds(double seconds) => double.IsFinite(seconds) ? Math.Round(seconds, Decimals) : null;

    /// <summary>The quotas in the body; where they are wrong, the problem is written and the result is null.</summary>
    private static async Task<AccountQuotas?> ReadAsync(HttpContext context, AccountQuotas otherwise)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        AccountQuotas quotas = QuotasReader.Read(body.Root, otherwise);
        return await body.IsValidAsync(context.Response) ? quotas : null;
    }

    private Task<(string Id, AccountQuotas Quotas)?> FindAsync(HttpContext context) => AccountRoute.FindAsync(context, grains);
}
