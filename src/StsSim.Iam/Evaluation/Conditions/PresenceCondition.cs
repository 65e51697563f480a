using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation.Conditions;

/// <summary><c>Null</c>: <c>true</c> asks for a key that is not there, <c>false</c> for one that is.</summary>
internal sealed class PresenceCondition(Condition source) : CompiledCondition(source)
{
    private readonly bool _takesAbsent = Takes(source, true);
    private readonly bool _takesPresent = Takes(source, false);

    public override bool Holds(ConditionContext context) => context.Find(Key).IsPresent ? _takesPresent : _takesAbsent;

    private static bool Takes(Condition source, bool absent) =>
        source.Values.Any(value => bool.TryParse(value, out bool taken) && taken == absent);
}
