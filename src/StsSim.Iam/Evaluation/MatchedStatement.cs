using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>A statement that speaks of a request: principal, action, resource and conditions match.</summary>
/// <param name="Index">Its place in the policy, from 0.</param>
public sealed record MatchedStatement(PolicyKind Kind, string PolicyName, int Index, Statement Statement);
