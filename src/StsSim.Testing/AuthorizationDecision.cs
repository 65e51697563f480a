namespace StsSim.Testing;

/// <summary>The answer to an <see cref="AuthorizationQuestion"/>.</summary>
/// <param name="Decision"><c>allowed</c>, <c>explicitDeny</c> or <c>implicitDeny</c>.</param>
/// <param name="DeniedBy">The kind of policy that denied, or that did not allow, e.g. <c>session</c>; <see langword="null"/> where it is allowed.</param>
/// <param name="Principal">The caller's ARN.</param>
/// <param name="MatchedStatements">Every statement that matched.</param>
public sealed record AuthorizationDecision(string Decision, string? DeniedBy, string Principal, IReadOnlyList<MatchedStatement> MatchedStatements)
{
    public bool IsAllowed => Decision == "allowed";
}
