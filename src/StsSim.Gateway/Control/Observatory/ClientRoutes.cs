using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>
/// <c>GET /_stssim/clients</c>: who called and what came of it; <c>GET /_stssim/invocations</c>: calls with all their
/// attempts; <c>GET /_stssim/report</c>: what clients did, measured and judged, for people too; <c>DELETE
/// /_stssim/clients</c> forgets it all.
/// </summary>
internal sealed class ClientRoutes(Operations.Observation.Observatory observatory) : IControlRoutes
{
    private const int MostClients = 10_000;
    private const int MostInvocations = 1_000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/_stssim/clients", (RequestDelegate)ListClientsAsync);
        routes.MapDelete("/_stssim/clients", (RequestDelegate)ForgetAsync);
        routes.MapGet("/_stssim/invocations", (RequestDelegate)ListInvocationsAsync);
        routes.MapGet("/_stssim/report", (RequestDelegate)ReportAsync).WithMetadata(RouteAccess.GuardedPage);
    }

    private async Task ListClientsAsync(HttpContext context)
    {
        var query = new ClientQuery(context.Request);
        string? account = query.Account();
        int most = query.Whole("limit", 1, MostClients) ?? 1_000;
        if (await query.RefuseAsync(context.Response))
        {
            return;
        }

        await ControlJson.WriteAsync(context.Response, (await observatory.ListClientsAsync(account, most)).Select(ClientReportJson.Of));
    }

    private async Task ListInvocationsAsync(HttpContext context)
    {
        var query = new ClientQuery(context.Request);
        string? account = query.Account();
        var invocations = new InvocationQuery(query.Flag("retried"), query.Flag("givenUp"), query.Whole("limit", 1, MostInvocations) ?? 100);
        if (await query.RefuseAsync(context.Response))
        {
            return;
        }

        await ControlJson.WriteAsync(
            context.Response, (await observatory.ListInvocationsAsync(account, invocations)).Select(of => ClientReportJson.Of(of.Group, of.Invocation)));
    }

    private async Task ForgetAsync(HttpContext context)
    {
        var query = new ClientQuery(context.Request);
        string? account = query.Account();
        if (await query.RefuseAsync(context.Response))
        {
            return;
        }

        await observatory.ForgetAsync(account);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ReportAsync(HttpContext context)
    {
        var query = new ClientQuery(context.Request);
        string? account = query.Account();
        ClientScope scope = query.Scope();
        ReportFormat format = query.Format();
        if (await query.RefuseAsync(context.Response))
        {
            return;
        }

        Operations.Observation.ClientReport report = await observatory.ReportAsync(scope, account);
        if (scope.ExperimentId is { } experiment && report is { Experiment: null, Groups.Count: 0 })
        {
            await Problem.NotFound($"There is no experiment '{experiment}', and nothing was seen in it.").WriteAsync(context.Response);
        }
        else if (format == ReportFormat.Html)
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(ClientReportPage.Of(report, $"{context.Request.Scheme}://{context.Request.Host}"), context.RequestAborted);
        }
        else
        {
            await ControlJson.WriteAsync(context.Response, ClientReportJson.Of(report));
        }
    }
}
