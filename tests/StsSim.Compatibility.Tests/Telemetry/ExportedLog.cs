namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A log record as a collector got it.</summary>
internal sealed record ExportedLog(string Body, string Severity, string TraceId, IReadOnlyDictionary<string, string> Resource)
{
    /// <summary>The records of an <c>ExportLogsServiceRequest</c>.</summary>
    public static IEnumerable<ExportedLog> Read(byte[] body) =>
        from resourceLogs in new ProtobufMessage(body).Messages(1)
        let resource = OtlpAttributes.Read(resourceLogs.Messages(1).First(), 1)
        from scopeLogs in resourceLogs.Messages(2)
        from record in scopeLogs.Messages(2)
        select new ExportedLog(OtlpAttributes.ValueOf(record.Messages(5).First()), record.Text(3) ?? "", record.Hex(9), resource);
}
