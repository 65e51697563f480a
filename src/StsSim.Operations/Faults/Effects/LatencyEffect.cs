using StsSim.Operations.Faults.Distributions;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "latency", "distribution": {"kind": "fixed", "ms": 200}}</c>: the answer takes longer, the request being
/// performed afterwards, or <c>"at": "after"</c> it was.
/// </summary>
public sealed class LatencyEffect(Distribution distribution, LatencyMoment at) : FaultEffect
{
    public override bool Draws => true;

    public static LatencyEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "distribution", "at");
        return new LatencyEffect(Distribution.ReadMember(cursor, "distribution"), cursor.Choice("at", LatencyMoment.Before));
    }

    public override async ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault)
    {
        if (at == LatencyMoment.Before)
        {
            return await fault.WaitAsync(distribution, call) ? null : FaultErrors.NotAnswered;
        }

        return null;
    }

    public override async ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        if (at == LatencyMoment.After)
        {
            await Task.Delay(distribution.Draw(ref fault.Draw), fault.Time, wire.Gone);
        }

        await wire.SendAsync(body);
    }
}
