using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>Comparison of numbers.</summary>
internal sealed class NumericCondition : ComparingCondition
{
    private readonly Ordering _ordering;
    private readonly double[] _operands;

    public NumericCondition(Condition source)
        : base(source)
    {
        _ordering = new Ordering(source.Operator.Test);
        var operands = new List<double>();
        foreach (string value in source.Values)
        {
            // What is no number holds a policy variable, which numeric operators do not know.
            if (NumberSyntax.TryParse(value, out double number))
            {
                operands.Add(number);
            }
        }

        _operands = [.. operands];
    }

    protected override bool Matches(in ConditionValues values, int index, ConditionContext context)
    {
        if (values.TryGetNumber(index, out double number))
        {
            foreach (double operand in _operands)
            {
                if (_ordering.Holds(number.CompareTo(operand)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
