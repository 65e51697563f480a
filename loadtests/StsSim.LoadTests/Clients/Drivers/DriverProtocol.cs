using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;

namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>The lines between this program and a driver, as <c>loadtests/drivers/README.md</c> describes them.</summary>
internal static class DriverProtocol
{
    public const int Version = 1;

    /// <summary>The line that begins a driver's work.</summary>
    /// <param name="retryMode">How it is to retry: <c>legacy</c>, <c>standard</c>, <c>adaptive</c> or <c>none</c>.</param>
    public static ReadOnlyMemory<byte> Start(ClientSetting setting, string retryMode) => Line(json =>
    {
        json.WriteStartObject("start");
        json.WriteNumber("protocol", Version);
        json.WriteString("endpoint", setting.Endpoint.ToString());
        json.WriteString("region", setting.Region);
        json.WriteString("applicationId", setting.ApplicationId);
        json.WriteString("retryMode", retryMode);
        Write(json, setting.Credentials);
        if (setting.Timeout is { } timeout)
        {
            json.WriteNumber("timeoutMs", timeout.TotalMilliseconds);
        }

        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Request(long id, StsRequest request) => Line(json =>
    {
        json.WriteNumber("id", id);
        json.WriteString("operation", request.Operation);
        json.WriteStartObject("parameters");
        WriteIfSet(json, nameof(request.Name), request.Name);
        WriteIfSet(json, nameof(request.RoleArn), request.RoleArn);
        WriteIfSet(json, nameof(request.RoleSessionName), request.RoleSessionName);
        WriteIfSet(json, nameof(request.WebIdentityToken), request.WebIdentityToken);
        WriteIfSet(json, nameof(request.Policy), request.Policy);
        if (request.DurationSeconds is { } seconds)
        {
            json.WriteNumber(nameof(request.DurationSeconds), seconds);
        }

        json.WriteEndObject();
        if (request.Credentials is { } credentials)
        {
            Write(json, credentials);
        }

        if (request.Pod is { } pod)
        {
            json.WriteStartObject("pod");
            json.WriteString("name", pod.Name);
            json.WriteNumber("generation", pod.Generation);
            json.WriteString("roleArn", pod.RoleArn);
            json.WriteNumber("durationSeconds", pod.DurationSeconds);
            json.WriteNumber("timeScale", pod.TimeScale);
            json.WriteEndObject();
        }

        WriteIfSet(json, "presignedForCluster", request.PresignedForCluster);
    });

    /// <returns><see langword="null"/> where the line is none of the protocol.</returns>
    public static DriverMessage? Read(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return Read(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static DriverMessage? Read(JsonElement line)
    {
        if (line.TryGetProperty("outcome", out JsonElement outcome))
        {
            return ReadAnswer(line, outcome.GetString());
        }

        if (line.TryGetProperty("wire", out JsonElement wire))
        {
            long? id = line.TryGetProperty("id", out JsonElement given) ? given.GetInt64() : null;
            return wire.GetString() switch
            {
                "sent" => new DriverWire(id, IsThrottling: false),
                "throttled" => new DriverWire(id, IsThrottling: true),
                _ => null,
            };
        }

        if (line.TryGetProperty("ready", out JsonElement ready))
        {
            FrozenSet<string> operations = ready.GetProperty("operations").EnumerateArray()
                .Select(operation => operation.GetString()!).ToFrozenSet(StringComparer.Ordinal);
            return new DriverReady(Text(ready, "client"), operations);
        }

        return line.TryGetProperty("error", out JsonElement error) ? new DriverRefusal(error.GetString() ?? "") : null;
    }

    private static DriverAnswer? ReadAnswer(JsonElement line, string? outcome)
    {
        string? code = line.TryGetProperty("code", out JsonElement given) ? given.GetString() : null;
        InvocationEnd? end = outcome switch
        {
            "ok" => InvocationEnd.Ok,
            "heldBack" => InvocationEnd.HeldBack,
            "error" => ThrottlingCodes.Contains(code) ? InvocationEnd.GivenUp : InvocationEnd.Failed,
            _ => null,
        };
        if (end is not { } known)
        {
            return null;
        }

        IssuedSession? issued = line.TryGetProperty("issued", out JsonElement session)
            ? new IssuedSession(
                new ClientCredentials(Text(session, "accessKeyId"), Text(session, "secretAccessKey"), Text(session, "sessionToken")),
                session.GetProperty("expiration").GetDateTimeOffset())
            : null;
        return new DriverAnswer(
            line.GetProperty("id").GetInt64(),
            known,
            known == InvocationEnd.Ok ? null : code ?? "Unknown",
            line.GetProperty("attempts").GetInt32(),
            line.GetProperty("throttles").GetInt32(),
            issued);
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    private static void Write(Utf8JsonWriter json, ClientCredentials credentials)
    {
        json.WriteStartObject("credentials");
        json.WriteString("accessKeyId", credentials.AccessKeyId);
        json.WriteString("secretAccessKey", credentials.SecretAccessKey);
        WriteIfSet(json, "sessionToken", credentials.SessionToken);
        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        return line.WrittenMemory;
    }
}
