namespace StsSim.Iam.Policies;

/// <summary>One principal that a policy names.</summary>
/// <param name="Text">As written, e.g. an ARN or <c>*</c>.</param>
public sealed record PrincipalEntry(PrincipalKind Kind, string Text);
