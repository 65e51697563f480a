namespace StsSim.Iam.Evaluation;

/// <summary>Whether a request is allowed.</summary>
/// <param name="DeniedBy">The one kind of policy that a refusal names: the one that denied, or that did not allow.</param>
public readonly record struct AccessDecision(Decision Decision, PolicyKind? DeniedBy)
{
    internal static AccessDecision Allowed { get; } = new(Decision.Allowed, null);
}
