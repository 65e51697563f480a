using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using StsSim.Gateway.Control;

namespace StsSim.Host.Telemetry;

/// <summary>
/// Metrics, always for Prometheus at <c>/metrics</c>; and metrics, traces and logs over OTLP where the standard
/// <c>OTEL_*</c> variables say so. What nobody collects is not made.
/// </summary>
internal static class TelemetrySetup
{
    private const string AspNetCoreHosting = "Microsoft.AspNetCore.Hosting.Diagnostics";
    private const string KestrelBadRequests = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";

    private static readonly string[] Get = [HttpMethods.Get];

    public static void MapMetrics(this WebApplication app)
    {
        if (!OtlpSignal.IsSdkDisabled(app.Configuration))
        {
            app.MapPrometheusScrapingEndpoint().WithMetadata(RouteAccess.Metrics, new HttpMethodMetadata(Get));
        }
    }

    /// <summary>Warns of <c>OTEL_*</c> variables that say nothing to this program.</summary>
    public static void WarnOfTelemetrySettings(this WebApplication app)
    {
        foreach (OtlpSignal signal in OtlpSignal.All)
        {
            if (signal.UnknownExporterIn(app.Configuration) is { } unknown)
            {
                TelemetryLog.ExporterUnknown(app.Logger, signal.ExporterVariable, unknown);
            }
        }
    }

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        KeepAddressesOut(builder);
        IConfiguration configuration = builder.Configuration;
        if (OtlpSignal.IsSdkDisabled(configuration))
        {
            SilenceRequestActivities(builder);
            return;
        }

        var instanceId = Guid.NewGuid();
        IOpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => ServiceResource.Describe(resource, instanceId));
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeasuredMeters();
            metrics.AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0); // a test that reads twice sees what happened between
            if (OtlpSignal.Metrics.IsExported(configuration))
            {
                metrics.AddOtlpExporter(exporter => OtlpSignal.Metrics.Configure(exporter, configuration));
            }
        });
        if (OtlpSignal.Traces.IsExported(configuration))
        {
            builder.Services.AddSingleton<DistributedContextPropagator>(new CallerTraceContext(DistributedContextPropagator.Current));
            telemetry.WithTracing(tracing =>
            {
                tracing.AddTracedSources();
                tracing.AddOtlpExporter(exporter => OtlpSignal.Traces.Configure(exporter, configuration));
            });
        }

        if (OtlpSignal.Logs.IsExported(configuration))
        {
            telemetry.WithLogging(
                logging => logging.AddOtlpExporter(exporter => OtlpSignal.Logs.Configure(exporter, configuration)),
                options => options.IncludeFormattedMessage = true);
        }
        else if (!OtlpSignal.Traces.IsExported(configuration))
        {
            SilenceRequestActivities(builder);
        }
    }

    // They quote the addresses of requests, and with them the tokens and signatures of presigned ones, whatever level is asked of them.
    private static void KeepAddressesOut(IHostApplicationBuilder builder) => builder.Logging
        .AddFilter(AspNetCoreHosting, LogLevel.Warning)
        .AddFilter(KestrelBadRequests, LogLevel.Warning);

    // ASP.NET Core makes an activity of every request for as long as this category could log, if only to name it in a line.
    private static void SilenceRequestActivities(IHostApplicationBuilder builder) => builder.Logging.AddFilter(AspNetCoreHosting, LogLevel.None);
}
