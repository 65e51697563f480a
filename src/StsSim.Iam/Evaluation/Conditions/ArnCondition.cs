using StsSim.Iam.Evaluation.Patterns;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary>Comparison of ARNs; <c>ArnEquals</c> and <c>ArnLike</c> are the same.</summary>
internal sealed class ArnCondition(Condition source, bool variables) : ComparingCondition(source)
{
    private readonly ArnPattern[] _operands = [.. source.Values.Select(value => ArnPattern.Compile(value, variables))];

    protected override bool Matches(in ConditionValues values, int index, ConditionContext context)
    {
        Span<char> scratch = stackalloc char[ConditionValues.ScratchLength];
        ReadOnlySpan<char> text = values.Text(index, scratch);
        foreach (ArnPattern operand in _operands)
        {
            if (operand.Matches(text, context))
            {
                return true;
            }
        }

        return false;
    }
}
