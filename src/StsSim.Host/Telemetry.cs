using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using StsSim.Gateway.Control;
using StsSim.Operations.Observation;

namespace StsSim.Host;

/// <summary>Metrics: always for Prometheus at <c>/metrics</c>, and over OTLP where the standard <c>OTEL_*</c> variables name a collector.</summary>
internal static class Telemetry
{
    private static readonly string[] Get = [HttpMethods.Get];

    private const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapPrometheusScrapingEndpoint().WithMetadata(RouteAccess.Metrics, new HttpMethodMetadata(Get));

    public static void AddTelemetry(this IHostApplicationBuilder builder) => builder.Services
        .AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("stssim"))
        .WithMetrics(metrics =>
    {
        metrics
            .AddMeter(StsInstruments.MeterName, "Microsoft.AspNetCore.Server.Kestrel")
            .AddRuntimeInstrumentation()
            .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0); // a test that reads twice sees what happened between
        if (!string.IsNullOrEmpty(builder.Configuration[CollectorSetting]))
        {
            metrics.AddOtlpExporter();
        }
    });
}
