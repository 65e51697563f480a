using StsSim.Iam.Evaluation.Patterns;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>Exact, case-ignoring or wildcard comparison of texts.</summary>
internal sealed class StringCondition : ComparingCondition
{
    private readonly TextPattern[] _operands;

    public StringCondition(Condition source, bool variables)
        : base(source)
    {
        ConditionTest test = source.Operator.Test;
        bool wildcards = test is ConditionTest.StringLike or ConditionTest.StringNotLike;
        bool ignoreCase = test is ConditionTest.StringEqualsIgnoreCase or ConditionTest.StringNotEqualsIgnoreCase;
        _operands = [.. source.Values.Select(value => TextPattern.Compile(value, wildcards, variables, ignoreCase))];
    }

    protected override bool Matches(in ConditionValues values, int index, ConditionContext context)
    {
        Span<char> scratch = stackalloc char[ConditionValues.ScratchLength];
        ReadOnlySpan<char> text = values.Text(index, scratch);
        foreach (TextPattern operand in _operands)
        {
            if (operand.Matches(text, context))
            {
                return true;
            }
        }

        return false;
    }
}
