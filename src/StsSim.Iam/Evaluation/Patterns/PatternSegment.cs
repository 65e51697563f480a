namespace StsSim.Iam.Evaluation.Patterns;

/// <summary>A stretch of a pattern: text as written, characters that are no wildcards, or a policy variable.</summary>
/// <param name="Text">The text, or a variable's default, or <see langword="null"/> for a variable without one.</param>
/// <param name="IsLiteral">Whether <c>*</c> and <c>?</c> in it stand for themselves.</param>
/// <param name="Variable">The key whose value stands here, or <see langword="null"/>.</param>
internal sealed record PatternSegment(string? Text, bool IsLiteral, ConditionKey? Variable);
