using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "clockSkew", "seconds": 3600}</c>: to the requests it strikes the server's clock is ahead, or behind where
/// negative: beyond fifteen minutes their signatures are out of date, and the <c>Date</c> of the answer says why.
/// </summary>
public sealed class ClockSkewEffect(double seconds) : FaultEffect
{
    private const double MostSeconds = 10 * 366 * 86_400.0;

    public static ClockSkewEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "seconds");
        return new ClockSkewEffect(cursor.RequiredNumber("seconds", -MostSeconds, MostSeconds));
    }

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault)
    {
        ClockSettings clock = call.Clock;
        call.Clock = clock with { SkewSeconds = clock.SkewSeconds + seconds };
        return default;
    }
}
