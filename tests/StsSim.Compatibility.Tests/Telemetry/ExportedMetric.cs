namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A metric as a collector got it.</summary>
internal sealed record ExportedMetric(string Meter, string Name, string Unit)
{
    /// <summary>The metrics of an <c>ExportMetricsServiceRequest</c>.</summary>
    public static IEnumerable<ExportedMetric> Read(byte[] body) =>
        from resourceMetrics in new ProtobufMessage(body).Messages(1)
        from scopeMetrics in resourceMetrics.Messages(2)
        let meter = scopeMetrics.Messages(1).First().Text(1)
        from metric in scopeMetrics.Messages(2)
        select new ExportedMetric(meter, metric.Text(1)!, metric.Text(3) ?? "");
}
