using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>
/// A condition that compares the values of a request with those of the policy. Sources: IAM User Guide, "Condition
/// operators" for keys that are missing, "Conditions with multiple context keys or values" and "Set operators for
/// multivalued context keys".
/// </summary>
internal abstract class ComparingCondition(Condition source) : CompiledCondition(source)
{
    private readonly SetQualifier _qualifier = source.Operator.Qualifier;
    private readonly bool _ifExists = source.Operator.IfExists;
    private readonly bool _negated = IsNegated(source.Operator.Test);

    public sealed override bool Holds(ConditionContext context)
    {
        ConditionValues values = context.Find(Key);
        if (!values.IsPresent)
        {
            return _ifExists || _qualifier switch
            {
                SetQualifier.ForAllValues => true,
                SetQualifier.ForAnyValue => false,
                _ => _negated,
            };
        }

        // A negated operator holds for a value that none of the policy's values matches.
        return _qualifier switch
        {
            SetQualifier.ForAllValues => !AnyMatch(values, !_negated, context),
            SetQualifier.ForAnyValue => AnyMatch(values, _negated, context),
            _ => AnyMatch(values, false, context) != _negated,
        };
    }

    /// <summary>Whether one value of the request matches at least one value of the policy.</summary>
    protected abstract bool Matches(in ConditionValues values, int index, ConditionContext context);

    private bool AnyMatch(in ConditionValues values, bool inverted, ConditionContext context)
    {
        for (int i = 0; i < values.Count; i++)
        {
            if (Matches(values, i, context) != inverted)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNegated(ConditionTest test) => test
        is ConditionTest.StringNotEquals
        or ConditionTest.StringNotEqualsIgnoreCase
        or ConditionTest.StringNotLike
        or ConditionTest.NumericNotEquals
        or ConditionTest.DateNotEquals
        or ConditionTest.NotIpAddress
        or ConditionTest.ArnNotEquals
        or ConditionTest.ArnNotLike;
}
