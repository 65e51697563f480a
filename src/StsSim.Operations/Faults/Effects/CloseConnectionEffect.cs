using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary><c>{"type": "closeConnection"}</c>: a whole answer with <c>Connection: close</c>, so that pools of connections find theirs gone.</summary>
public sealed class CloseConnectionEffect : FaultEffect
{
    public static CloseConnectionEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type");
        return new CloseConnectionEffect();
    }

    public override ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        wire.CloseAfterAnswer();
        return wire.SendAsync(body);
    }
}
