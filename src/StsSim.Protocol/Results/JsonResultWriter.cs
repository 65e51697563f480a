using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StsSim.Protocol.Results;

/// <summary>
/// The JSON form, sent where the client accepts <c>application/json</c>. Timestamps are numbers of epoch seconds in
/// scientific notation, as recorded from AWS (LocalStack, Envoy).
/// </summary>
public sealed class JsonResultWriter : ResultWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly PooledBuffer _output;
    private Utf8JsonWriter? _json;

    public JsonResultWriter(PooledBuffer output)
    {
        _output = output;
    }

    public override string ContentType => "application/json";

    // Made at the first write: an answer may be begun, thrown away and followed by an error.
    private Utf8JsonWriter Json => _json ??= new Utf8JsonWriter(_output, Options);

    public override void BeginResult(ReadOnlySpan<byte> operation)
    {
        Json.WriteStartObject();
        Json.WriteStartObject(Join(operation, "Response"));
        Json.WriteStartObject(Join(operation, "Result"));
    }

    public override void BeginStructure(ReadOnlySpan<byte> name) => Json.WriteStartObject(name);

    public override void EndStructure(ReadOnlySpan<byte> name) => Json.WriteEndObject();

    public override void Member(ReadOnlySpan<byte> name, string value) => Json.WriteString(name, value);

    public override void Member(ReadOnlySpan<byte> name, long value) => Json.WriteNumber(name, value);

    public override void Member(ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        Json.WritePropertyName(name);
        Json.WriteRawValue(((double)value.ToUnixTimeSeconds()).ToString("0.000000000E0", CultureInfo.InvariantCulture));
    }

    public override void EndResult(ReadOnlySpan<byte> operation, Guid requestId)
    {
        Json.WriteEndObject();
        Json.WriteStartObject("ResponseMetadata"u8);
        Json.WriteString("RequestId"u8, requestId);
        Json.WriteEndObject();
        Json.WriteEndObject();
        Json.WriteEndObject();
        Json.Flush();
    }

    public override void Error(Errors.AwsError error, Guid requestId)
    {
        Json.Reset(_output);
        Json.WriteStartObject();
        Json.WriteStartObject("Error"u8);
        Json.WriteString("Code"u8, error.Code);
        if (error.Message is not null)
        {
            Json.WriteString("Message"u8, error.Message);
        }

        Json.WriteString("Type"u8, error.Type);
        Json.WriteEndObject();
        Json.WriteString("RequestId"u8, requestId);
        Json.WriteEndObject();
        Json.Flush();
    }

    private static string Join(ReadOnlySpan<byte> operation, string suffix) => Encoding.ASCII.GetString(operation) + suffix;
}
