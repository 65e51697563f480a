namespace StsSim.Iam.Policies;

/// <summary>The value of <c>Principal</c>, or of <c>NotPrincipal</c>.</summary>
public sealed record PrincipalList(IReadOnlyList<PrincipalEntry> Entries, bool Negated);
