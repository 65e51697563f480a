using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Operations.Experiments;
using StsSim.Operations.Leases;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>
/// <c>POST /_stssim/experiments</c> runs an experiment; <c>GET</c> lists them, and at <c>…/ready</c> those to start from; <c>GET, DELETE …/{id}</c> reads, stops and
/// forgets one; <c>…/{id}/report</c> for people; <c>…/{id}/events</c> follows it. The same under a lease, for its account.
/// </summary>
internal sealed class ExperimentRoutes(ExperimentRuns experiments, LeasedAccounts leases, ExperimentEvents events) : IControlRoutes
{
    private const string Route = "/_stssim/experiments";
    private const string OfLease = "/_stssim/leases/{id}/experiments";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, (RequestDelegate)ListAsync);
        routes.MapPost(Route, (RequestDelegate)(context => StartAsync(context, accountId: null)));
        routes.MapGet(Route + "/ready", (RequestDelegate)(context => ControlJson.WriteAsync(context.Response, ReadyExperiments.All)));
        routes.MapGet(Route + "/{id}", (RequestDelegate)(context => WithReportAsync(context, ReportJson.WriteAsync)));
        routes.MapDelete(Route + "/{id}", (RequestDelegate)EndAsync);
        routes.MapGet(Route + "/{id}/events", (RequestDelegate)(context => WithReportAsync(context, events.WriteAsync)));
        routes.MapGet(Route + "/{id}/report", (RequestDelegate)(context => WithReportAsync(context, WriteReportAsync))).WithMetadata(RouteAccess.GuardedPage);
        routes.MapGet(OfLease, (RequestDelegate)ListOfLeaseAsync);
        routes.MapPost(OfLease, (RequestDelegate)StartForLeaseAsync);
        routes.MapGet("/_stssim/schemas/experiment.json", (RequestDelegate)WriteSchemaAsync);
    }

    private async Task ListAsync(HttpContext context) => await ControlJson.WriteAsync(context.Response, (await experiments.ListAsync()).Select(ReportJson.Of));

    private async Task ListOfLeaseAsync(HttpContext context)
    {
        if (await FindLeaseAsync(context) is { } lease)
        {
            await ControlJson.WriteAsync(
                context.Response, (await experiments.ListAsync()).Where(experiment => experiment.AccountId == lease.AccountId).Select(ReportJson.Of));
        }
    }

    private async Task StartForLeaseAsync(HttpContext context)
    {
        if (await FindLeaseAsync(context) is { } lease)
        {
            await StartAsync(context, lease.AccountId);
        }
    }

    /// <param name="accountId">The account that it is for, whatever the file says; <see langword="null"/> where the file says it.</param>
    private async Task StartAsync(HttpContext context, string? accountId)
    {
        (ExperimentDefinition? definition, IReadOnlyList<WorldFileError> errors) =
            await ControlText.ReadAsync<ExperimentDefinition>(context, ExperimentReader.Read);
        if (accountId is not null && definition?.AccountId is { } other && other != accountId)
        {
            errors = [new WorldFileError("$.accountId", $"must be left out, or be {accountId}, the account of the lease")];
        }

        if (definition is null || errors.Count > 0)
        {
            await Problem.Invalid(errors).WriteAsync(context.Response);
            return;
        }

        definition = definition with { AccountId = accountId ?? definition.AccountId };
        ExperimentStart start = await experiments.StartAsync(definition);
        if (start.Started is { } started)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = $"{Route}/{started.Id}";
            await ControlJson.WriteAsync(context.Response, ReportJson.Of(started));
        }
        else
        {
            await RefusalOf(start, definition).WriteAsync(context.Response);
        }
    }

    private static Problem RefusalOf(ExperimentStart start, ExperimentDefinition definition) => start.RunningInstead is { } running
        ? Problem.Conflict(
            $"The experiment '{running.Name}' runs {(running.AccountId is { } account ? $"in account {account}" : "in the whole world")}: wait for it, or stop it with DELETE {Route}/{running.Id}.")
        : Problem.Invalid([new WorldFileError("$.accountId", $"names account {definition.AccountId}, which is not in this world")]);

    // Stopped, its report is the answer; what has ended is forgotten.
    private async Task EndAsync(HttpContext context)
    {
        string id = IdOf(context);
        if (await experiments.StopAsync(id) && await experiments.FindAsync(id) is { } report)
        {
            await ReportJson.WriteAsync(context, report);
        }
        else if (await experiments.ForgetAsync(id))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await NotFoundAsync(context);
        }
    }

    private async Task WithReportAsync(HttpContext context, Func<HttpContext, ExperimentReport, Task> write)
    {
        if (await experiments.FindAsync(IdOf(context)) is { } report)
        {
            await write(context, report);
        }
        else
        {
            await NotFoundAsync(context);
        }
    }

    private static async Task WriteReportAsync(HttpContext context, ExperimentReport report)
    {
        string? format = context.Request.Query["format"];
        if (format is not (null or "html" or "json" or "junit"))
        {
            await Problem.Invalid([new WorldFileError("format", "is html, json or junit")]).WriteAsync(context.Response);
        }
        else if (format == "junit")
        {
            await JUnitXml.WriteAsync(context.Response, report.Definition.Name, report.Expectations);
        }
        else if (format == "html" || (format is null && PrefersHtml(context.Request)))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(ReportPage.Of(report), context.RequestAborted);
        }
        else
        {
            await ReportJson.WriteAsync(context, report);
        }
    }

    private static bool PrefersHtml(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private async Task<Lease?> FindLeaseAsync(HttpContext context)
    {
        Lease? lease = await leases.FindAsync(IdOf(context));
        if (lease is null)
        {
            await LeaseRoutes.WriteNotFoundAsync(context);
        }

        return lease;
    }

    private static Task WriteSchemaAsync(HttpContext context)
    {
        context.Response.ContentType = "application/schema+json";
        return context.Response.WriteAsync(ExperimentReader.ReadSchema());
    }

    private static Task NotFoundAsync(HttpContext context) =>
        Problem.NotFound($"There is no experiment '{IdOf(context)}': it was removed, or was one of too many that have ended.").WriteAsync(context.Response);

    private static string IdOf(HttpContext context) => (string)context.GetRouteValue("id")!;
}
