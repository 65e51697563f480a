using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary><c>{"type": "contentType", "value": "text/html"}</c>: the right document under the wrong name; empty for none at all.</summary>
public sealed class ContentTypeEffect(string value) : FaultEffect
{
    public static ContentTypeEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "value");
        string value = cursor.OptionalText("value") ?? "text/html";
        if (value.Length > 200 || value.Any(c => c is < ' ' or > '~'))
        {
            cursor.At($"{cursor.Path}.value", default).Error("must be printable ASCII, no longer than 200 characters");
        }

        return new ContentTypeEffect(value);
    }

    public override ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        wire.ContentType = value;
        return wire.SendAsync(body);
    }
}
