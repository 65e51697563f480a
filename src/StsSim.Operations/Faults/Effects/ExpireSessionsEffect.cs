using StsSim.Operations.Sessions;
using StsSim.Operations.Sts;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "expireSessions", "afterSeconds": 5}</c>: sessions end early. Those issued under the rule are good for that
/// long, though their <c>Expiration</c> promises more, unless <c>"announced": true</c>; those that call under it are
/// expired once they are that old.
/// </summary>
public sealed class ExpireSessionsEffect(TimeSpan after, bool isAnnounced) : FaultEffect
{
    private const double MostSeconds = 129_600;

    public static ExpireSessionsEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "afterSeconds", "announced");
        return new ExpireSessionsEffect(TimeSpan.FromSeconds(cursor.RequiredNumber("afterSeconds", 0, MostSeconds)), cursor.OptionalFlag("announced"));
    }

    public override bool AppliesTo(FaultSubject subject) => IsTooOld(subject.Call) || subject.Call.Operation is StsOperation { IssuesSessions: true };

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault)
    {
        call.SessionEnd = new SessionEnd(after, isAnnounced);
        return new ValueTask<AwsError?>(IsTooOld(call) ? StsErrors.ExpiredToken : null);
    }

    private bool IsTooOld(AwsCall call) => call.Claim.Caller?.Session is { } session && session.IssuedAt + after <= call.ReceivedAt;
}
