using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Sts;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "unknownKeys", "forSeconds": 8}</c>: access keys and sessions younger than that are not known yet, as on
/// a part of STS that replication has not reached: InvalidClientTokenId.
/// </summary>
public sealed class UnknownKeysEffect(TimeSpan age) : FaultEffect
{
    private const double MostSeconds = 86_400;

    public static UnknownKeysEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "forSeconds");
        return new UnknownKeysEffect(TimeSpan.FromSeconds(cursor.RequiredNumber("forSeconds", 0, MostSeconds)));
    }

    public override bool AppliesTo(FaultSubject subject) => BeganOf(subject.Call.Claim) is { } began && subject.Call.ReceivedAt < began + age;

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) =>
        new(call.Claim.Key is null ? StsErrors.InvalidSessionToken : StsErrors.UnknownAccessKey);

    private static DateTimeOffset? BeganOf(in CallerClaim claim) => claim.Key is { } key ? CreatedAt(key) : claim.Caller?.Session?.IssuedAt;

    // Keys of a world file are as old as the world.
    private static DateTimeOffset? CreatedAt(LongTermKey key) => key.CreatedAt == default ? null : key.CreatedAt;
}
