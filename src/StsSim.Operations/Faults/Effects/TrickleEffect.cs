using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "trickle", "bytesPerSecond": 200}</c>, or <c>"durationMs"</c> for the whole body: the answer comes in small
/// pieces, each in time for a client that only watches whether anything comes at all.
/// </summary>
public sealed class TrickleEffect(double? bytesPerSecond, TimeSpan duration, int pieces) : FaultEffect
{
    private const int DefaultPieces = 10;
    private const int MostPieces = 10_000;
    private const double DefaultMs = 5_000;
    private const double LongestMs = 3_600_000;

    public static TrickleEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "bytesPerSecond", "durationMs", "pieces");
        if (cursor.TryMember("bytesPerSecond", out _) && cursor.TryMember("durationMs", out JsonCursor both))
        {
            both.Error("cannot stand beside bytesPerSecond");
        }

        return new TrickleEffect(
            cursor.OptionalNumber("bytesPerSecond", 1, 1e9),
            TimeSpan.FromMilliseconds(cursor.OptionalNumber("durationMs", 0, LongestMs) ?? DefaultMs),
            cursor.OptionalWhole("pieces", 1, MostPieces) ?? DefaultPieces);
    }

    public override async ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        TimeSpan whole = bytesPerSecond is { } rate ? TimeSpan.FromSeconds(body.Length / rate) : duration;
        int count = Math.Min(pieces, Math.Max(1, body.Length));
        await wire.BeginAsync(body.Length);
        for (int i = 0; i < count; i++)
        {
            int from = (int)((long)body.Length * i / count), to = (int)((long)body.Length * (i + 1) / count);
            await Task.Delay(whole / count, fault.Time, wire.Gone);
            await wire.WriteAsync(body[from..to]);
        }
    }
}
