using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary><c>{"type": "malform"}</c>: a document as long as it was that no parser takes: its first end tag, or in JSON its last brace, is broken.</summary>
public sealed class MalformEffect : FaultEffect
{
    public static MalformEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type");
        return new MalformEffect();
    }

    public override ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        byte[] broken = body.ToArray();
        int endTag = broken.AsSpan().IndexOf("</"u8);
        if (endTag >= 0)
        {
            broken[endTag + 1] = (byte)'<';
        }
        else if (broken.AsSpan().LastIndexOf((byte)'}') is >= 0 and var brace)
        {
            broken[brace] = (byte)'{';
        }

        return wire.SendAsync(broken);
    }
}
