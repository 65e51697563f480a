namespace StsSim.Testing;

/// <summary>One session that was issued.</summary>
/// <param name="SessionName">The <c>RoleSessionName</c> of a role's session; others have none.</param>
public sealed record IssuedSession(string AccessKeyId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string? SessionName = null);
