using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary><c>{"type": "garbage", "bytes": 512}</c>: random bytes in place of an answer, then the connection closes. The same bytes under the same seed.</summary>
public sealed class GarbageEffect(int length) : FaultEffect
{
    private const int DefaultBytes = 512;
    private const int MostBytes = 1_000_000;

    public override bool Draws => true;

    public static GarbageEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "bytes");
        return new GarbageEffect(cursor.OptionalWhole("bytes", 1, MostBytes) ?? DefaultBytes);
    }

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) => new(FaultErrors.NotAnswered);

    public override async ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        byte[] garbage = new byte[length];
        for (int i = 0; i < garbage.Length; i++)
        {
            garbage[i] = (byte)(fault.Draw.Next() * 256);
        }

        await wire.WriteRawAsync(garbage);
        await wire.CloseAsync();
    }
}
