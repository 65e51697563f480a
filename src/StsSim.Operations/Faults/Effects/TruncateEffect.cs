using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "truncate", "bytes": 100}</c> or <c>"fraction": 0.5</c>: the document ends in the middle. The message that
/// carries it is whole, unless <c>"contentLength": "whole"</c> promises the rest, and the connection closes instead.
/// </summary>
public sealed class TruncateEffect(int? bytes, double fraction, TruncatedLength contentLength) : FaultEffect
{
    private const int MostBytes = 10_000_000;
    private const double Half = 0.5;

    public static TruncateEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "bytes", "fraction", "contentLength");
        if (cursor.TryMember("bytes", out _) && cursor.TryMember("fraction", out JsonCursor both))
        {
            both.Error("cannot stand beside bytes");
        }

        return new TruncateEffect(
            cursor.OptionalWhole("bytes", 0, MostBytes),
            cursor.OptionalNumber("fraction", 0, 1) ?? Half,
            cursor.Choice("contentLength", TruncatedLength.Cut));
    }

    public override async ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        ReadOnlyMemory<byte> rest = body[..Math.Min(body.Length, bytes ?? (int)(body.Length * fraction))];
        if (contentLength == TruncatedLength.Cut || rest.Length == body.Length)
        {
            await wire.SendAsync(rest);
            return;
        }

        await wire.BeginAsync(body.Length);
        await wire.WriteAsync(rest);
        await wire.CloseAsync();
    }
}
