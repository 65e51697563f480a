using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace StsSim.Host.Telemetry;

/// <summary>
/// A signal and what the <c>OTEL_*</c> variables say of exporting it. The SDK reads what is said of all signals together;
/// whether one is exported, and what is said of one alone, it leaves to the program.
/// </summary>
internal sealed class OtlpSignal
{
    private const string Otlp = "otlp";
    private const string None = "none";
    private const string Prometheus = "prometheus"; // is always there, at /metrics

    private readonly string _name;

    private OtlpSignal(string name) => _name = name;

    public static OtlpSignal Traces { get; } = new("TRACES");

    public static OtlpSignal Metrics { get; } = new("METRICS");

    public static OtlpSignal Logs { get; } = new("LOGS");

    public static IReadOnlyList<OtlpSignal> All { get; } = [Traces, Metrics, Logs];

    public string ExporterVariable => $"OTEL_{_name}_EXPORTER";

    /// <summary>Whether there is to be no telemetry at all.</summary>
    public static bool IsSdkDisabled(IConfiguration configuration) =>
        string.Equals(configuration["OTEL_SDK_DISABLED"]?.Trim(), bool.TrueString, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is exported: where its exporter is named, or none is but a collector's address is.</summary>
    public bool IsExported(IConfiguration configuration)
    {
        if (IsSdkDisabled(configuration))
        {
            return false;
        }

        string[] exporters = [.. ExportersIn(configuration).Where(IsKnown)];
        return exporters.Length == 0
            ? Find(configuration, "ENDPOINT") is not null || configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 }
            : exporters.Contains(Otlp, StringComparer.Ordinal) && !exporters.Contains(None, StringComparer.Ordinal);
    }

    /// <summary>What is named as its exporter and is none, or <see langword="null"/>.</summary>
    public string? UnknownExporterIn(IConfiguration configuration) => ExportersIn(configuration).FirstOrDefault(name => !IsKnown(name));

    /// <summary>Sets what is said of this signal alone over what is said of all.</summary>
    public void Configure(OtlpExporterOptions exporter, IConfiguration configuration)
    {
        if (Uri.TryCreate(Find(configuration, "ENDPOINT"), UriKind.Absolute, out Uri? endpoint))
        {
            exporter.Endpoint = endpoint; // as it stands, with no path appended
        }

        if (Find(configuration, "HEADERS") is { } headers)
        {
            exporter.Headers = headers;
        }

        if (int.TryParse(Find(configuration, "TIMEOUT"), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds))
        {
            exporter.TimeoutMilliseconds = milliseconds;
        }

        exporter.Protocol = Find(configuration, "PROTOCOL") switch
        {
#pragma warning disable CS0618 // gRPC is on its way out of the package; the specification has it.
            "grpc" => OtlpExportProtocol.Grpc,
#pragma warning restore CS0618
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => exporter.Protocol,
        };
        exporter.Compression = Find(configuration, "COMPRESSION") switch
        {
            "gzip" => OtlpExportCompression.GZip,
            None => OtlpExportCompression.None,
            _ => exporter.Compression,
        };
    }

    private bool IsKnown(string exporter) => exporter is Otlp or None || (exporter == Prometheus && this == Metrics);

    private string[] ExportersIn(IConfiguration configuration) =>
        configuration[ExporterVariable]?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private string? Find(IConfiguration configuration, string setting) =>
        configuration[$"OTEL_EXPORTER_OTLP_{_name}_{setting}"] is { Length: > 0 } value ? value : null;
}
