namespace StsSim.Testing;

/// <summary>A statement that matched.</summary>
/// <param name="Policy">The kind of its policy, e.g. <c>identity</c> or <c>session</c>.</param>
/// <param name="Name">The policy's, where it has one.</param>
/// <param name="Index">Of the statement in its policy, from zero.</param>
/// <param name="Effect"><c>Allow</c> or <c>Deny</c>.</param>
public sealed record MatchedStatement(string Policy, string? Name, int Index, string? Sid, string Effect);
