using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Accounts;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>GET, PUT, DELETE /_stssim/accounts/{id}/propagation-delay</c>: how late STS sees what IAM changed, as at AWS, where
/// a new key or role is unknown for some seconds. Without one, it is seen by the next request.
/// </summary>
internal sealed class PropagationDelayRoutes(PrincipalDirectory directory, AccountWriter writer) : IControlRoutes
{
    private const string Route = "/_stssim/accounts/{id}/propagation-delay";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, (RequestDelegate)GetAsync);
        routes.MapPut(Route, (RequestDelegate)PutAsync);
        routes.MapDelete(Route, (RequestDelegate)DeleteAsync);
    }

    private async Task GetAsync(HttpContext context)
    {
        if (await AccountRoute.FindAsync(context, directory) is { } account)
        {
            await WriteAsync(context, writer.NewestOf(account).Settings.PropagationDelay);
        }
    }

    // Answers when every gateway works by it.
    private async Task PutAsync(HttpContext context)
    {
        using ControlBody body = await ControlBody.ReadAsync(context);
        PropagationDelay delay = PropagationDelayReader.Read(body.Root);
        if (await body.IsValidAsync(context.Response))
        {
            await SetAsync(context, delay);
        }
    }

    private Task DeleteAsync(HttpContext context) => SetAsync(context, delay: null);

    private async Task SetAsync(HttpContext context, PropagationDelay? delay)
    {
        if (await AccountRoute.FindAsync(context, directory) is not { } account)
        {
            return;
        }

        if (await writer.ChangeSettingsAsync(account.Id, settings => settings with { PropagationDelay = delay }))
        {
            await WriteAsync(context, delay);
        }
        else
        {
            await AccountRoute.WriteNotFoundAsync(context); // it has ended meanwhile
        }
    }

    private static Task WriteAsync(HttpContext context, PropagationDelay? delay) => ControlJson.WriteAsync(context.Response, new
    {
        MinimumMs = delay?.Minimum.TotalMilliseconds ?? 0,
        MaximumMs = delay?.Maximum.TotalMilliseconds ?? 0,
        Seed = delay?.Seed ?? 0,
    });
}
