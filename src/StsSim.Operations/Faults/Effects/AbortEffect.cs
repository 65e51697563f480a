using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "abort", "at": "beforeHeaders"}</c>: the connection breaks before the answer, <c>afterHeaders</c> or
/// <c>midBody</c>, by <c>"how": "reset"</c> or <c>"close"</c>. The request is performed, and its answer lost, unless
/// <c>"performed": false</c>.
/// </summary>
public sealed class AbortEffect(AbortMoment at, ConnectionEnd how, bool performed) : FaultEffect
{
    public static AbortEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "at", "how", "performed");
        AbortMoment at = cursor.Choice("at", AbortMoment.BeforeHeaders);
        bool performed = !cursor.TryMember("performed", out _) || cursor.OptionalFlag("performed");
        if (!performed && at != AbortMoment.BeforeHeaders)
        {
            cursor.At($"{cursor.Path}.performed", default).Error("cannot be false where part of the answer is sent");
        }

        return new AbortEffect(at, cursor.Choice("how", ConnectionEnd.Reset), performed);
    }

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) => new(performed ? null : FaultErrors.NotAnswered);

    public override async ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        if (at != AbortMoment.BeforeHeaders)
        {
            await wire.BeginAsync(body.Length);
            await wire.WriteAsync(at == AbortMoment.MidBody ? body[..(body.Length / 2)] : default);
        }

        if (how == ConnectionEnd.Reset)
        {
            await wire.ResetAsync();
        }
        else
        {
            await wire.CloseAsync();
        }
    }
}
