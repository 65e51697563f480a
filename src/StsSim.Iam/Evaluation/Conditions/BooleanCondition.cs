using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary><c>Bool</c>.</summary>
internal sealed class BooleanCondition(Condition source) : ComparingCondition(source)
{
    private readonly bool _takesTrue = Takes(source, true);
    private readonly bool _takesFalse = Takes(source, false);

    protected override bool Matches(in ConditionValues values, int index, ConditionContext context) =>
        values.TryGetBoolean(index, out bool value) && (value ? _takesTrue : _takesFalse);

    private static bool Takes(Condition source, bool wanted) =>
        source.Values.Any(value => bool.TryParse(value, out bool taken) && taken == wanted);
}
