using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "hang"}</c>: no answer until the client gives up, or for so many <c>seconds</c>; then the connection is
/// closed or reset, or with <c>"then": "answer"</c> the answer comes after all. The request is performed unless
/// <c>"performed": false</c>.
/// </summary>
public sealed class HangEffect(TimeSpan length, HangEnd then, bool performed) : FaultEffect
{
    private const double LongestSeconds = 3600;

    public static HangEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "seconds", "then", "performed");
        HangEnd then = cursor.Choice("then", HangEnd.Close);
        bool performed = !cursor.TryMember("performed", out _) || cursor.OptionalFlag("performed");
        if (!performed && then == HangEnd.Answer)
        {
            cursor.At($"{cursor.Path}.performed", default).Error("cannot be false where an answer comes after all");
        }

        return new HangEffect(TimeSpan.FromSeconds(cursor.OptionalNumber("seconds", 0, LongestSeconds) ?? LongestSeconds), then, performed);
    }

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) => new(performed ? null : FaultErrors.NotAnswered);

    public override async ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        await Task.Delay(length, fault.Time, wire.Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        switch (then)
        {
            case HangEnd.Answer:
                await wire.SendAsync(body);
                break;
            case HangEnd.Reset:
                await wire.ResetAsync();
                break;
            default:
                await wire.CloseAsync();
                break;
        }
    }
}
