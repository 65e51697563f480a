namespace StsSim.Operations.IdentityProviders;

/// <summary>What a trade-in token stands for: somebody's consent that the holder acts for a principal.</summary>
/// <param name="PrincipalArn">A user or a role.</param>
/// <param name="SessionName">The name of the session where the principal is a role.</param>
/// <param name="Policy">The session policy that bounds the delegation, or empty.</param>
/// <param name="DurationSeconds">How long the credentials will live.</param>
/// <param name="ExpiresAt">Until when the token can be traded in.</param>
public sealed record Delegation(string PrincipalArn, string SessionName, string Policy, int DurationSeconds, DateTimeOffset ExpiresAt);
