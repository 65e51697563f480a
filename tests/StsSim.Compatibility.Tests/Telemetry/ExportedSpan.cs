namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A span as a collector got it.</summary>
/// <param name="Parent">The id of the span above, empty where there is none.</param>
/// <param name="Kind">1 internal, 2 server, 3 client.</param>
/// <param name="Status">0 unset, 1 ok, 2 error.</param>
internal sealed record ExportedSpan(
    string Source, string TraceId, string SpanId, string Parent, string Name, ulong Kind, ulong Status, IReadOnlyDictionary<string, string> Attributes, IReadOnlyDictionary<string, string> Resource)
{
    /// <summary>The spans of an <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<ExportedSpan> Read(byte[] body) =>
        from resourceSpans in new ProtobufMessage(body).Messages(1)
        let resource = OtlpAttributes.Read(resourceSpans.Messages(1).First(), 1)
        from scopeSpans in resourceSpans.Messages(2)
        let source = scopeSpans.Messages(1).First().Text(1)
        from span in scopeSpans.Messages(2)
        select new ExportedSpan(
            source,
            span.Hex(1),
            span.Hex(2),
            span.Hex(4),
            span.Text(5)!,
            span.Number(6) ?? 0,
            span.Messages(15).FirstOrDefault()?.Number(3) ?? 0,
            OtlpAttributes.Read(span, 9),
            resource);
}
