using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using StsSim.Operations.Observation;

namespace StsSim.Host.Telemetry;

/// <summary>What is measured: the simulator's own meter, the web server's, the runtime's, and of Orleans what tells of grains.</summary>
internal static class MeasuredMeters
{
    private const string Orleans = "Microsoft.Orleans";

    // Orleans has a hundred and thirty; most are for those who work on Orleans.
    private static readonly FrozenSet<string> OfOrleans = new[]
    {
        "orleans-grains",
        "orleans-catalog-activation-created",
        "orleans-catalog-activation-destroyed",
        "orleans-catalog-activation-failed-to-activate",
        "orleans-app-requests-latency",
        "orleans-app-requests-timedout",
        "orleans-messaging-rejected",
        "orleans-messaging-sent-failed",
        "orleans-messaging-sent-dropped",
        "orleans-scheduler-long-running-turns",
        "orleans-storage-read-latency",
        "orleans-storage-read-errors",
        "orleans-storage-write-latency",
        "orleans-storage-write-errors",
        "orleans-watchdog-health-checks-failed",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static void AddMeasuredMeters(this MeterProviderBuilder metrics)
    {
        metrics
            .AddMeter(StsInstruments.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", Orleans)
            .AddRuntimeInstrumentation();
        ((IDeferredMeterProviderBuilder)metrics).Configure((services, provider) =>
        {
            IMeterFactory own = services.GetRequiredService<IMeterFactory>();
            provider.AddView(instrument => IsMeasured(instrument, own) ? null : MetricStreamConfiguration.Drop);
        });
    }

    // A meter is found by its name, and another simulator in this process has meters of the same; those of libraries are the process's.
    private static bool IsMeasured(Instrument instrument, IMeterFactory own) =>
        (instrument.Meter.Scope is not IMeterFactory owner || owner == own)
        && (instrument.Meter.Name != Orleans || OfOrleans.Contains(instrument.Name));
}
