using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>A condition, compiled to be asked of requests.</summary>
internal abstract class CompiledCondition(Condition source)
{
    protected ConditionKey Key { get; } = ConditionKey.Parse(source.Key);

    /// <summary>Whether the condition holds for a request.</summary>
    public abstract bool Holds(ConditionContext context);

    /// <param name="variables">Whether <c>${…}</c> is a policy variable.</param>
    public static CompiledCondition Compile(Condition source, bool variables) => source.Operator.Test switch
    {
        <= ConditionTest.StringNotLike => new StringCondition(source, variables),
        <= ConditionTest.NumericGreaterThanEquals => new NumericCondition(source),
        <= ConditionTest.DateGreaterThanEquals => new DateCondition(source),
        ConditionTest.Bool => new BooleanCondition(source),
        ConditionTest.BinaryEquals => new BinaryCondition(source),
        ConditionTest.IpAddress or ConditionTest.NotIpAddress => new IpAddressCondition(source),
        ConditionTest.Null => new PresenceCondition(source),
        _ => new ArnCondition(source, variables),
    };
}
