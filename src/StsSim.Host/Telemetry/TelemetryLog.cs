using Microsoft.Extensions.Logging;

namespace StsSim.Host.Telemetry;

/// <summary>What is logged of telemetry itself.</summary>
internal static partial class TelemetryLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Variable} names '{Exporter}', which is not known here: otlp and none are. It is ignored")]
    public static partial void ExporterUnknown(ILogger logger, string variable, string exporter);
}
