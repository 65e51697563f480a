namespace StsSim.Iam.Evaluation;

/// <summary>What is known of a request: the values of its condition keys.</summary>
public abstract class ConditionContext
{
    /// <summary>The values of a key, absent where the request has none.</summary>
    public abstract ConditionValues Find(ConditionKey key);
}
