using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>Comparison of instants.</summary>
internal sealed class DateCondition : ComparingCondition
{
    private readonly Ordering _ordering;
    private readonly DateTimeOffset[] _operands;

    public DateCondition(Condition source)
        : base(source)
    {
        _ordering = new Ordering(source.Operator.Test);
        var operands = new List<DateTimeOffset>();
        foreach (string value in source.Values)
        {
            // What is no date holds a policy variable, which date operators do not know.
            if (DateSyntax.TryParse(value, out DateTimeOffset instant))
            {
                operands.Add(instant);
            }
        }

        _operands = [.. operands];
    }

    protected override bool Matches(in ConditionValues values, int index, ConditionContext context)
    {
        if (values.TryGetInstant(index, out DateTimeOffset instant))
        {
            foreach (DateTimeOffset operand in _operands)
            {
                if (_ordering.Holds(instant.CompareTo(operand)))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
