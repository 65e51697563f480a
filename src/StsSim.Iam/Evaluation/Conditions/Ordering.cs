using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>How a request's number or date has to stand to the policy's.</summary>
internal readonly struct Ordering
{
    private readonly bool _less;
    private readonly bool _equal;
    private readonly bool _greater;

    /// <param name="test">A numeric test or one of dates; of a negated one, what it negates.</param>
    public Ordering(ConditionTest test)
    {
        _less = test is ConditionTest.NumericLessThan or ConditionTest.NumericLessThanEquals or ConditionTest.DateLessThan or ConditionTest.DateLessThanEquals;
        _greater = test is ConditionTest.NumericGreaterThan or ConditionTest.NumericGreaterThanEquals or ConditionTest.DateGreaterThan or ConditionTest.DateGreaterThanEquals;
        _equal = test is not (ConditionTest.NumericLessThan or ConditionTest.NumericGreaterThan or ConditionTest.DateLessThan or ConditionTest.DateGreaterThan);
    }

    /// <param name="comparison">The request's value compared with the policy's, as <see cref="IComparable"/> does.</param>
    public bool Holds(int comparison) => comparison switch
    {
        < 0 => _less,
        0 => _equal,
        _ => _greater,
    };
}
