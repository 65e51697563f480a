using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Faults;
using StsSim.Operations.Leases;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control;

/// <summary>
/// <c>POST /_stssim/leases</c>: an account for one test run; <c>GET</c> lists them; <c>GET, DELETE …/{id}</c>, and
/// <c>POST …/{id}/reset</c> to begin again with the same account.
/// </summary>
internal sealed class LeaseRoutes(LeasedAccounts leases) : IControlRoutes
{
    private const string Route = "/_stssim/leases";
    private const int DefaultSeconds = 600;
    private const int MostSeconds = 7 * 24 * 3600;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, (RequestDelegate)ListAsync);
        routes.MapPost(Route, (RequestDelegate)TakeAsync);
        routes.MapGet(Route + "/{id}", (RequestDelegate)GetAsync);
        routes.MapDelete(Route + "/{id}", (RequestDelegate)FreeAsync);
        routes.MapPost(Route + "/{id}/reset", (RequestDelegate)ResetAsync);
    }

    // Without the keys: who runs the simulator sees what lives on it, and asks for a lease by its id to see more.
    private async Task ListAsync(HttpContext context) => await ControlJson.WriteAsync(context.Response, await leases.ListAsync());

    private async Task TakeAsync(HttpContext context)
    {
        using ControlBody body = await ControlBody.ReadOptionalAsync(context);
        JsonCursor root = body.Root;
        root.IsObject("ttlSeconds", "quotas", "faults", "clock");
        double seconds = root.OptionalNumber("ttlSeconds") ?? DefaultSeconds;
        if (seconds is < 1 or > MostSeconds || seconds != Math.Floor(seconds))
        {
            root.At("$.ttlSeconds", default).Error($"must be a whole number of seconds between 1 and {MostSeconds}");
        }

        AccountQuotas quotas = root.TryMember("quotas", out JsonCursor given) ? QuotasReader.Read(given, AccountQuotas.Aws) : AccountQuotas.Aws;
        Misbehaviour misbehaviour = MisbehaviourReader.Read(root);
        if (!await body.IsValidAsync(context.Response))
        {
            return;
        }

        if (await leases.TakeAsync(TimeSpan.FromSeconds(seconds), quotas, misbehaviour) is not { } lease)
        {
            await Problem.Conflict($"{ILeaseRegistryGrain.Maximum} leases live already: free some, or let them expire.").WriteAsync(context.Response);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"{Route}/{lease.Id}";
        await ControlJson.WriteAsync(context.Response, lease);
    }

    private async Task GetAsync(HttpContext context)
    {
        if (await leases.FindAsync(IdOf(context)) is { } lease)
        {
            await ControlJson.WriteAsync(context.Response, lease);
        }
        else
        {
            await WriteNotFoundAsync(context);
        }
    }

    private async Task FreeAsync(HttpContext context) => await EndAsync(context, await leases.FreeAsync(IdOf(context)));

    private async Task ResetAsync(HttpContext context) => await EndAsync(context, await leases.ResetAsync(IdOf(context)));

    private static Task EndAsync(HttpContext context, bool found)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return found ? Task.CompletedTask : WriteNotFoundAsync(context);
    }

    /// <summary>Says that there is no lease of the id in the route.</summary>
    public static Task WriteNotFoundAsync(HttpContext context) =>
        Problem.NotFound($"There is no lease '{IdOf(context)}': it was freed, or its time is over.").WriteAsync(context.Response);

    private static string IdOf(HttpContext context) => (string)context.GetRouteValue("id")!;
}
