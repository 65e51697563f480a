using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Experiments;

namespace StsSim.Gateway.Control.Experiments;

/// <summary>An experiment as server-sent events: a snapshot a second while it runs, and the last one as the event <c>end</c>.</summary>
internal sealed class ExperimentEvents(ExperimentRuns experiments, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task WriteAsync(HttpContext context, ExperimentReport report)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            ExperimentReport? next = report;
            while (next is { State: ExperimentState.Running })
            {
                report = next;
                await WriteEventAsync(context.Response, report, name: null);
                await Task.Delay(Interval, ended.Token);
                next = await experiments.FindAsync(report.Id);
            }

            await WriteEventAsync(context.Response, next ?? report, name: "end"); // one that was removed meanwhile is what it was last
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The follower has gone, or the gateway is about to.
        }
    }

    private static async Task WriteEventAsync(HttpResponse response, ExperimentReport report, string? name)
    {
        string line = ControlJson.ToLine(ReportJson.Of(report));
        await response.WriteAsync($"{(name is null ? "" : $"event: {name}\n")}data: {line}\n\n");
        await response.Body.FlushAsync();
    }
}
