using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary><c>{"type": "duplicateHeaders"}</c>: Content-Type and the request id twice, the second time with another value.</summary>
public sealed class DuplicateHeadersEffect : FaultEffect
{
    public static DuplicateHeadersEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type");
        return new DuplicateHeadersEffect();
    }

    public override ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        wire.AppendHeader("Content-Type", "text/plain");
        wire.AppendHeader("x-amzn-RequestId", "00000000-0000-0000-0000-000000000000");
        return wire.SendAsync(body);
    }
}
