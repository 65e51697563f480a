using System.Text;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "reply", "status": 200, "contentType": "text/xml", "headers": {"X-Cache": "HIT"}, "body": "…"}</c>: an answer
/// of one's own in place of the service's, for whatever a proxy or a captive portal may say. The request is not performed.
/// </summary>
public sealed class ReplyEffect(int status, string contentType, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] text) : FaultEffect
{
    private const int LongestBody = 1_000_000;
    private const int LongestHeader = 8_192;

    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding", "Connection", "Content-Type", "Date"];

    public static ReplyEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "status", "contentType", "headers", "body");
        var headers = new List<KeyValuePair<string, string>>();
        foreach ((string name, JsonCursor value) in cursor.Members("headers"))
        {
            string text = value.Text() ?? "";
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') || name.Length is 0 or > 200 || Framing.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                value.Error("must be named by letters, digits and hyphens, and not be one that frames the answer");
            }
            else if (text.Length > LongestHeader || text.Any(c => c is < ' ' or > '~'))
            {
                value.Error($"must be printable ASCII, no longer than {LongestHeader} characters");
            }

            headers.Add(new(name, text));
        }

        string type = cursor.OptionalText("contentType") ?? "text/xml";
        if (type.Length > 200 || type.Any(c => c is < ' ' or > '~'))
        {
            cursor.At($"{cursor.Path}.contentType", default).Error("must be printable ASCII, no longer than 200 characters");
        }

        string body = cursor.OptionalText("body") ?? "";
        if (body.Length > LongestBody)
        {
            cursor.At($"{cursor.Path}.body", default).Error($"must be no longer than {LongestBody} characters");
        }

        return new ReplyEffect(cursor.OptionalWhole("status", 200, 599) ?? 200, type, headers, Encoding.UTF8.GetBytes(body));
    }

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) => new(FaultErrors.NotAnswered);

    public override ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        wire.Status = status;
        wire.ContentType = contentType;
        foreach ((string name, string value) in headers)
        {
            wire.AppendHeader(name, value);
        }

        // These statuses have no body (RFC 9110).
        return wire.SendAsync(status is 204 or 205 or 304 ? default : text);
    }
}
