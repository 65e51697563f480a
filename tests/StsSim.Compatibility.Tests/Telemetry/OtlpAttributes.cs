using System.Globalization;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>Attributes of OTLP: a list of <c>KeyValue</c>, whose values are texts or numbers here.</summary>
internal static class OtlpAttributes
{
    public static IReadOnlyDictionary<string, string> Read(ProtobufMessage message, int field) => message.Messages(field).ToDictionary(
        attribute => attribute.Text(1)!,
        attribute => attribute.Messages(2).Select(ValueOf).FirstOrDefault("")); // no value at all is an empty one

    /// <summary>An <c>AnyValue</c>.</summary>
    public static string ValueOf(ProtobufMessage any) => any.Text(1) ?? any.Number(3)?.ToString(CultureInfo.InvariantCulture) ?? "";
}
