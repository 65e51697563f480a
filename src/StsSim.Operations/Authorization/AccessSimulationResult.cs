using StsSim.Iam.Evaluation;

namespace StsSim.Operations.Authorization;

/// <param name="Principal">Who asked.</param>
/// <param name="Statements">All that matched, of every policy.</param>
/// <param name="EncodedAuthorizationMessage">For DecodeAuthorizationMessage; <see langword="null"/> where access is allowed.</param>
public sealed record AccessSimulationResult(
    Principal Principal, AccessDecision Decision, IReadOnlyList<MatchedStatement> Statements, string? EncodedAuthorizationMessage);
