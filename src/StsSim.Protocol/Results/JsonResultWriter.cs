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
    private readonly Stack<bool> _inList = new();
    private Utf8JsonWriter? _json;
    private bool _hasResult;

    public JsonResultWriter(PooledBuffer output)
    {
        _output = output;
    }

    public override string ContentType => "application/json";

    // Made at the first write: an answer may be begun, thrown away and followed by an error.
    private Utf8JsonWriter Json => _json ??= new Utf8JsonWriter(_output, Options);

    // Items of a list have no name in JSON.
    private bool IsInList => _inList.TryPeek(out bool inList) && inList;

    public override void BeginResult(ReadOnlySpan<byte> operation, bool hasResult = true)
    {
        _hasResult = hasResult;
        _inList.Clear();
        Json.WriteStartObject();
        Json.WriteStartObject(Join(operation, "Response"));
        if (hasResult)
        {
            Json.WriteStartObject(Join(operation, "Result"));
        }
    }

    public override void BeginStructure(ReadOnlySpan<byte> name)
    {
        WriteName(name);
        Json.WriteStartObject();
        _inList.Push(false);
    }

    public override void EndStructure(ReadOnlySpan<byte> name)
    {
        Json.WriteEndObject();
        _inList.Pop();
    }

    public override void BeginList(ReadOnlySpan<byte> name)
    {
        WriteName(name);
        Json.WriteStartArray();
        _inList.Push(true);
    }

    public override void EndList(ReadOnlySpan<byte> name)
    {
        Json.WriteEndArray();
        _inList.Pop();
    }

    public override void BeginMap(ReadOnlySpan<byte> name) => BeginStructure(name);

    public override void EndMap(ReadOnlySpan<byte> name) => EndStructure(name);

    public override void Entry(ReadOnlySpan<byte> key, long value) => Member(key, value);

    public override void Member(ReadOnlySpan<byte> name, string value)
    {
        WriteName(name);
        Json.WriteStringValue(value);
    }

    public override void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        WriteName(name);
        Json.WriteStringValue(value);
    }

    public override void Member(ReadOnlySpan<byte> name, long value)
    {
        WriteName(name);
        Json.WriteNumberValue(value);
    }

    public override void Member(ReadOnlySpan<byte> name, bool value)
    {
        WriteName(name);
        Json.WriteBooleanValue(value);
    }

    public override void Member(ReadOnlySpan<byte> name, DateTimeOffset value)
    {
        WriteName(name);
        Json.WriteRawValue(((double)value.ToUnixTimeSeconds()).ToString("0.000000000E0", CultureInfo.InvariantCulture));
    }

    public override void EndResult(ReadOnlySpan<byte> operation, Guid requestId)
    {
        if (_hasResult)
        {
            Json.WriteEndObject();
        }

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

    private void WriteName(ReadOnlySpan<byte> name)
    {
        if (!IsInList)
        {
            Json.WritePropertyName(name);
        }
    }

    private static string Join(ReadOnlySpan<byte> operation, string suffix) => Encoding.ASCII.GetString(operation) + suffix;
}
