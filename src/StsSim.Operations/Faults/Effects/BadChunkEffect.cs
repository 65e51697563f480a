using System.Globalization;
using System.Text;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary><c>{"type": "badChunk"}</c>: an answer in chunks of which the second has no length, then the connection closes.</summary>
public sealed class BadChunkEffect : FaultEffect
{
    public static BadChunkEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type");
        return new BadChunkEffect();
    }

    public override async ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        ReadOnlyMemory<byte> half = body[..(body.Length / 2)];
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {wire.Status} Answer\r\nContent-Type: {wire.ContentType}\r\nTransfer-Encoding: chunked\r\n\r\n{half.Length:x}\r\n");
        await wire.WriteRawAsync(Encoding.ASCII.GetBytes(head));
        await wire.WriteRawAsync(half);
        await wire.WriteRawAsync("\r\nno length\r\n"u8.ToArray());
        await wire.CloseAsync();
    }
}
