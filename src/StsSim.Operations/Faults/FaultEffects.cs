using StsSim.Operations.Faults.Effects;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>Every effect there is, by the <c>type</c> it is written with.</summary>
public static class FaultEffects
{
    private static readonly KeyValuePair<string, Func<JsonCursor, FaultEffect>>[] All =
    [
        new("error", ErrorEffect.Read),
        new("gatewayError", GatewayErrorEffect.Read),
        new("reply", ReplyEffect.Read),
        new("latency", LatencyEffect.Read),
        new("capacity", CapacityEffect.Read),
        new("abort", AbortEffect.Read),
        new("hang", HangEffect.Read),
        new("truncate", TruncateEffect.Read),
        new("malform", MalformEffect.Read),
        new("trickle", TrickleEffect.Read),
        new("garbage", GarbageEffect.Read),
        new("badChunk", BadChunkEffect.Read),
        new("contentType", ContentTypeEffect.Read),
        new("duplicateHeaders", DuplicateHeadersEffect.Read),
        new("closeConnection", CloseConnectionEffect.Read),
        new("clockSkew", ClockSkewEffect.Read),
        new("expireSessions", ExpireSessionsEffect.Read),
        new("unknownKeys", UnknownKeysEffect.Read),
    ];

    public static IEnumerable<string> Types => All.Select(effect => effect.Key);

    /// <summary>The effect of a rule; what is wrong is noted where the cursor notes errors.</summary>
    public static FaultEffect Read(JsonCursor rule)
    {
        if (!rule.TryMember("effect", out JsonCursor effect))
        {
            effect.Error("is missing");
        }
        else if (effect.IsAnyObject())
        {
            string type = effect.RequiredWord("type");
            foreach ((string known, Func<JsonCursor, FaultEffect> read) in All)
            {
                if (known == type)
                {
                    FaultEffect made = read(effect);
                    made.Type = known;
                    return made;
                }
            }

            if (type.Length > 0)
            {
                string guess = Spelling.Nearest(type, Types.ToArray()) is { } near ? $"; did you mean {near}?" : $"; known are {string.Join(", ", Types)}";
                effect.At($"{effect.Path}.type", default).Error($"is no effect{guess}");
            }
        }

        return new CloseConnectionEffect();
    }
}
