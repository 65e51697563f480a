using StsSim.Iam.Evaluation;
using StsSim.Operations.Authentication;

namespace StsSim.Operations.Authorization;

/// <summary>Condition keys as somebody gives them, and behind them those that follow from the caller.</summary>
internal sealed class SimulatedConditions(Caller caller, string partition, DateTimeOffset now, ConditionContext given)
    : CallerConditions(caller, partition, now)
{
    public override ConditionValues Find(ConditionKey key)
    {
        ConditionValues values = given.Find(key);
        return values.IsPresent ? values : base.Find(key);
    }
}
